// The small things that both languages write: templates, digits, lists, contractions.
#include <cstdio>

#include "adapters/wording/languages.h"
#include "adapters/wording/phrase.h"

namespace segue::wording {
namespace {

/// Vowels that a word elides before, as UTF-8: "d'avril", "qu'écrit".
bool StartsWithVowel(std::string_view text) {
  static constexpr std::string_view kVowels[] = {"a", "e", "i", "o", "u", "A", "E", "I", "O", "U",
                                                 "é", "è", "ê", "à", "â", "î", "ô", "É", "È", "À"};
  for (const std::string_view vowel : kVowels) {
    if (text.starts_with(vowel)) return true;
  }
  return false;
}

bool Fits(const Contraction& contraction, std::string_view before, std::string_view after) {
  if (!before.ends_with(contraction.before)) return false;
  return contraction.after.empty() ? StartsWithVowel(after) : after.starts_with(contraction.after);
}

}  // namespace

const Language* FindLanguage(std::string_view code) {
  if (code == "en") return &EnglishLanguage();
  if (code == "fr") return &FrenchLanguage();
  return nullptr;
}

std::string Fill(std::string_view wording, const std::vector<std::string>& parts) {
  std::string text;
  for (std::size_t i = 0; i < wording.size(); ++i) {
    const bool place = wording[i] == '{' && i + 2 < wording.size() && wording[i + 2] == '}';
    const std::size_t number = place ? static_cast<std::size_t>(wording[i + 1] - '0') : 0;
    if (!place) {
      text += wording[i];
      continue;
    }
    if (number < parts.size()) text += parts[number];
    i += 2;
  }
  return text;
}

std::string GroupDigits(const std::string& digits, std::string_view thousands, std::string_view point,
                        std::size_t from) {
  const std::size_t first = digits.find_first_of("0123456789");
  if (first == std::string::npos) return digits;
  const std::size_t dot = std::min(digits.find('.'), digits.size());
  const std::size_t whole = dot - first;
  std::string text = digits.substr(0, first);
  for (std::size_t i = 0; i < whole; ++i) {
    if (whole >= from && i > 0 && (whole - i) % 3 == 0) text += thousands;
    text += digits[first + i];
  }
  if (dot < digits.size()) text += std::string(point) + digits.substr(dot + 1);
  return text;
}

std::string JoinWith(const std::vector<std::string>& items, std::string_view between, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? last : between;
    text += items[i];
  }
  return text;
}

std::string ClockText(const dsl::InstantLiteral& instant) {
  char clock[64];
  int size = std::snprintf(clock, sizeof clock, "%02d:%02d", instant.hour, instant.minute);
  std::string text(clock, static_cast<std::size_t>(size));
  if (instant.second != 0 || instant.millisecond != 0) {
    size = std::snprintf(clock, sizeof clock, ":%02d", instant.second);
    text.append(clock, static_cast<std::size_t>(size));
  }
  if (instant.millisecond != 0) {
    size = std::snprintf(clock, sizeof clock, ".%03d", instant.millisecond);
    text.append(clock, static_cast<std::size_t>(size));
  }
  if (!instant.offset_minutes) return text;
  const int offset = *instant.offset_minutes;
  if (offset == 0) return text + " UTC";
  const int minutes = offset < 0 ? -offset : offset;
  size = std::snprintf(clock, sizeof clock, " UTC%c%02d:%02d", offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
  return text.append(clock, static_cast<std::size_t>(size));
}

std::string Contract(std::string_view rest, const std::vector<Contraction>& contractions) {
  std::string text;
  for (std::size_t mark = rest.find(kContracts); mark != std::string_view::npos; mark = rest.find(kContracts)) {
    text += rest.substr(0, mark);
    rest.remove_prefix(mark + 1);
    const Contraction* fitting = nullptr;
    for (const Contraction& contraction : contractions) {
      if (fitting == nullptr && Fits(contraction, text, rest)) fitting = &contraction;
    }
    if (fitting == nullptr) {
      text += ' ';
      continue;
    }
    text.replace(text.size() - fitting->before.size(), fitting->before.size(), fitting->written);
    rest.remove_prefix(fitting->after.size());
  }
  return text.append(rest);
}

std::string OneLine(const Sentence& sentence) {
  std::string text;
  for (const Line& line : sentence) text += (text.empty() ? "" : " ") + line.text;
  return text;
}

}  // namespace segue::wording
