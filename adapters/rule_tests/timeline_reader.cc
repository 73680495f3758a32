// One line is one fact. The first word says when; what follows decides which kind of fact it is.
#include "adapters/rule_tests/timeline_reader.h"

#include <algorithm>
#include <charconv>

#include "adapters/project/did_you_mean.h"
#include "adapters/rule_tests/fact_value_reader.h"
#include "adapters/rule_tests/moment_text.h"
#include "adapters/rule_tests/pack_timelines.h"
#include "adapters/rule_tests/tokens.h"
#include "unicode/unicode.h"

namespace segue::rule_tests {
namespace {

using engine::Instant;

template <typename Declarations>
std::optional<std::uint32_t> Find(const Declarations& declarations, const std::string& name) {
  for (std::size_t i = 0; i < declarations.size(); ++i) {
    if (declarations[i].name == name) return static_cast<std::uint32_t>(i);
  }
  return {};
}

template <typename Declarations>
std::string Nearest(const Declarations& declarations, const std::string& name) {
  std::vector<std::string> names;
  names.reserve(declarations.size());
  for (const auto& declaration : declarations) names.push_back(declaration.name);
  std::string meant = project::DidYouMean(name, names);
  if (!meant.empty() || names.empty()) return meant;
  return "; there " + std::string(names.size() == 1 ? "is " : "are ") + project::Enumerate(names);
}

class TimelineReader {
 public:
  TimelineReader(const engine::Schema& schema, const engine::Calendar& calendar, bool account,
                 project::Mistakes& mistakes)
      : schema_(schema), calendar_(calendar), account_(account), mistakes_(mistakes) {
    contact_.fields.resize(schema_.fields.size());
    contact_.lists.resize(schema_.lists.size());
  }

  void Read(const std::vector<TimelineLine>& lines) {
    for (const TimelineLine& line : lines) {
      TokenReader tokens(line.text, line.place);
      ReadLine(tokens);
    }
    for (auto& changes : contact_.fields) InOrder(changes);
  }

  ContactFacts Contact(const std::string& key) {
    contact_.key = key;
    contact_.born = BirthOf(contact_, created_);
    return std::move(contact_);
  }
  std::vector<Event> Events() { return std::move(contact_.events); }

 private:
  /// Ascending, one change per instant: the line further down wins.
  static void InOrder(std::vector<FieldChange>& changes) {
    std::stable_sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
    std::vector<FieldChange> kept;
    for (auto& change : changes) {
      if (!kept.empty() && kept.back().at == change.at) kept.pop_back();
      kept.push_back(std::move(change));
    }
    changes = std::move(kept);
  }

  void ReadLine(TokenReader& tokens) {
    const std::string head = tokens.Peek().quoted ? "" : tokens.Peek().text;
    const bool existence = head == "born" || head == "gone" || head == "back";
    if (existence) tokens.Take();
    const Token first = tokens.Peek();
    const auto when = ReadWhen(tokens);
    if (!when && first.text.starts_with('+') && !latest_) {
      return Complain(tokens, first,
                      "`" + first.text + " …` counts from the line above, and there is none with a date");
    }
    if (!when && first.text.starts_with('+')) {
      return Complain(tokens, first, "write a length of time such as `+3 days`, `+2 hours` or `+1 month`");
    }
    if (!when) {
      return Complain(tokens, first,
                      "a line begins with a date, an instant, `always`, `+3 days`, `born`, `gone` or `back`, found \"" +
                          first.text + "\"");
    }
    if (*when != engine::kAlways) latest_ = *when;
    if (existence) {
      Exist(head, *when, first, tokens);
    } else {
      ReadFact(*when, first, tokens);
    }
    if (!complained_ && !tokens.AtEnd()) {
      Complain(tokens, tokens.Peek(), "\"" + tokens.Peek().text + "\" is too much on this line");
    }
    complained_ = false;
  }

  std::optional<Instant> ReadWhen(TokenReader& tokens) {
    const Token first = tokens.Take();
    if (first.quoted) return {};
    if (!first.text.starts_with('+')) {
      const auto instant = ParseInstant(first.text, calendar_);
      return instant && *instant < engine::kForever ? instant : std::nullopt;
    }
    const auto length = ParseLength(std::string_view(first.text).substr(1), tokens.Take().text);
    if (!length || !latest_) return {};
    return calendar_.Add(*latest_, *length);
  }

  void ReadFact(Instant when, const Token& at, TokenReader& tokens) {
    const Token token = tokens.Take();
    const std::string name = unicode::Nfc(token.text);
    if (tokens.Peek().Is("=")) return ReadField(name, token, when, tokens);
    if (when == engine::kAlways) {
      return Complain(tokens, at, "only a field's value can hold `always`: `always country = \"FR\"`");
    }
    if (token.Is("joins") || token.Is("leaves")) return ReadList(token.Is("joins"), when, tokens);
    ReadEvent(name, token, when, tokens);
  }

  void Exist(const std::string& head, Instant when, const Token& at, TokenReader& tokens) {
    if (account_) return Complain(tokens, at, "the account has events only");
    if (when == engine::kAlways) return Complain(tokens, at, "`" + head + "` needs a date");
    auto& absences = contact_.absences;
    const bool is_gone = !absences.empty() && absences.back().end == engine::kForever;
    if (head == "born") {
      if (created_) return Complain(tokens, at, "a contact is born once; after `gone` it comes `back`");
      created_ = when;
    } else if (head == "gone") {
      if (is_gone) return Complain(tokens, at, "it is gone already; it comes `back` first");
      absences.push_back({when, engine::kForever});
    } else if (!is_gone || when <= absences.back().start) {
      Complain(tokens, at, "`back` comes after `gone`");
    } else {
      absences.back().end = when;
    }
  }

  void ReadField(const std::string& name, const Token& token, Instant when, TokenReader& tokens) {
    tokens.Take();
    const auto field = account_ ? std::nullopt : Find(schema_.fields, name);
    if (account_) return Complain(tokens, token, "the account has events only");
    if (!field) {
      return Complain(tokens, token, "the rules declare no field \"" + name + "\"" + Nearest(schema_.fields, name));
    }
    contact_.fields[*field].push_back({when, ReadValue(schema_.fields[*field], tokens)});
  }

  void ReadList(bool joins, Instant when, TokenReader& tokens) {
    const Token token = tokens.Take();
    const std::string name = unicode::Nfc(token.text);
    const auto list = std::find(schema_.lists.begin(), schema_.lists.end(), name);
    if (account_ || list == schema_.lists.end()) {
      return Complain(tokens, token,
                      "the rules name no list \"" + name + "\"" + project::DidYouMean(name, schema_.lists));
    }
    auto& members = contact_.lists[static_cast<std::size_t>(list - schema_.lists.begin())];
    const bool is_member = !members.empty() && members.back().end == engine::kForever;
    if (joins == is_member) {
      return Complain(tokens, token, joins ? "it is on this list already" : "it is not on this list");
    }
    if (joins) {
      members.push_back({when, engine::kForever});
    } else {
      members.back().end = when;
    }
  }

  void ReadEvent(const std::string& name, const Token& token, Instant when, TokenReader& tokens) {
    const auto kind = Find(schema_.events, name);
    if (!kind) {
      const auto field = Find(schema_.fields, name);
      const std::string hint =
          field ? "; \"" + name + "\" is a field: write `" + name + " = …`" : Nearest(schema_.events, name);
      return Complain(tokens, token, "the rules declare no event \"" + name + "\"" + hint);
    }
    if (schema_.events[*kind].account != account_) {
      return Complain(tokens, token,
                      account_ ? "\"" + name + "\" happens to contacts, not to the account"
                               : "\"" + name + "\" happens to the account: write it below `account:`");
    }
    const auto& properties = schema_.events[*kind].properties;
    Event event{*kind, when, 0, std::vector<MaybeValue>(properties.size()), 0};
    std::vector<bool> given(properties.size());
    while (!tokens.AtEnd() && !complained_) {
      tokens.TakeIf(",");
      if (tokens.Peek().Is("order") && !tokens.Peek(1).Is("=")) {
        event.rank = ReadOrder(tokens);
      } else {
        ReadProperty(schema_.events[*kind], tokens, event, given);
      }
    }
    contact_.events.push_back(std::move(event));
  }

  void ReadProperty(const engine::EventKind& kind, TokenReader& tokens, Event& event, std::vector<bool>& given) {
    const Token token = tokens.Take();
    const std::string name = unicode::Nfc(token.text);
    const auto property = Find(kind.properties, name);
    if (!property) {
      return Complain(tokens, token,
                      "event \"" + kind.name + "\" has no property \"" + name + "\"" + Nearest(kind.properties, name));
    }
    if (!tokens.TakeIf("="))
      return Complain(tokens, tokens.Peek(), "`=` and a value are missing after \"" + name + "\"");
    if (given[*property]) return Complain(tokens, token, "\"" + name + "\" is given twice");
    given[*property] = true;
    event.properties[*property] = ReadValue(kind.properties[*property], tokens);
  }

  std::int64_t ReadOrder(TokenReader& tokens) {
    tokens.Take();
    const Token token = tokens.Take();
    std::int64_t rank = 0;
    const auto [end, error] = std::from_chars(token.text.data(), token.text.data() + token.text.size(), rank);
    if (error != std::errc() || end != token.text.data() + token.text.size()) {
      Complain(tokens, token, "`order` needs a whole number");
    }
    return rank;
  }

  MaybeValue ReadValue(const engine::FieldDeclaration& field, TokenReader& tokens) {
    static const std::string kNoCurrency;
    const std::size_t before = mistakes_.all().size();
    MaybeValue value = ReadFactValue(field, kNoCurrency, calendar_, tokens, mistakes_);
    complained_ = complained_ || mistakes_.all().size() > before;
    return value;
  }

  void Complain(const TokenReader& tokens, const Token& at, const std::string& what) {
    mistakes_.Add(tokens.PlaceOf(at), what);
    complained_ = true;
  }

  const engine::Schema& schema_;
  const engine::Calendar& calendar_;
  bool account_;
  project::Mistakes& mistakes_;
  ContactFacts contact_;
  std::optional<Instant> created_;
  std::optional<Instant> latest_;  // of the line above
  bool complained_ = false;        // about the present line
};

}  // namespace

ContactFacts ReadContact(const ContactText& contact, const engine::Schema& schema, const engine::Calendar& calendar,
                         project::Mistakes& mistakes) {
  TimelineReader reader(schema, calendar, false, mistakes);
  reader.Read(contact.lines);
  return reader.Contact(contact.key);
}

std::vector<Event> ReadAccount(const std::vector<TimelineLine>& lines, const engine::Schema& schema,
                               const engine::Calendar& calendar, project::Mistakes& mistakes) {
  TimelineReader reader(schema, calendar, true, mistakes);
  reader.Read(lines);
  return reader.Events();
}

}  // namespace segue::rule_tests
