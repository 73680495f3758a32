// See page_words.h.
#include "adapters/html/page_words.h"

#include <array>
#include <cstddef>

namespace segue::html {
namespace {

struct InBoth {
  std::string_view english, french;
};

constexpr std::array<InBoth, static_cast<std::size_t>(PageWord::kEnd)> kWords = {{
    {"Skip to the figures", "Aller aux chiffres"},
    {"At a glance", "L'essentiel"},
    {"Goals", "Objectifs"},
    {"What to look at next", "À regarder ensuite"},
    {"On this page", "Sur cette page"},
    {"Formula", "Formule"},
    {"The data behind this picture", "Les données de cette figure"},
    {"Notes", "Remarques"},
    {"no value", "pas de valeur"},
    {"low", "bas"},
    {"high", "haut"},
    {"from", "de"},
    {"to", "vers"},
    {"number", "nombre"},
    {"running", "en cours"},
    {"may still change", "peut encore changer"},
    {"forecast", "prévision"},
    {"table, scrolls sideways", "tableau, défile de côté"},
}};

}  // namespace

std::string_view Say(PageWord word, Language language) {
  const InBoth& both = kWords[static_cast<std::size_t>(word)];
  return language == Language::kFrench ? both.french : both.english;
}

}  // namespace segue::html
