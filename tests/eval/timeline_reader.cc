// See timeline_reader.h.
#include "tests/eval/timeline_reader.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "tests/eval/moment_text.h"
#include "tests/oracle/pack.h"

namespace segue::eval {

using engine::Instant;
using engine::ValueType;
using oracle::MaybeValue;

namespace {

/// Reads tokens from left to right; an empty token is the end.
class Reader {
 public:
  explicit Reader(std::string_view text) : tokens_(Tokens(text)) {}
  bool AtEnd() const { return next_ == tokens_.size(); }
  std::string Peek(std::size_t ahead = 0) const { return next_ + ahead < tokens_.size() ? tokens_[next_ + ahead] : ""; }
  std::string Take() { return AtEnd() ? "" : tokens_[next_++]; }
  bool TakeIf(std::string_view token) {
    if (Peek() != token) return false;
    ++next_;
    return true;
  }

 private:
  std::vector<std::string> tokens_;
  std::size_t next_ = 0;
};

template <typename Declarations>
std::optional<std::uint32_t> Find(const Declarations& declarations, const std::string& name) {
  for (std::size_t i = 0; i < declarations.size(); ++i)
    if (declarations[i].name == name) return static_cast<std::uint32_t>(i);
  return {};
}

class ContactReader {
 public:
  ContactReader(const engine::Schema& schema, const engine::Calendar& calendar, std::vector<std::string>& errors)
      : schema_(schema), calendar_(calendar), errors_(errors) {}

  oracle::ContactFacts Read(const ContactText& text) {
    contact_.key = text.key;
    contact_.fields.resize(schema_.fields.size());
    contact_.lists.resize(schema_.lists.size());
    for (const Line& line : text.facts) {
      line_ = &line;
      ReadLine();
    }
    for (auto& changes : contact_.fields) InOrder(changes);
    contact_.born = oracle::BirthOf(contact_, created_);
    return std::move(contact_);
  }

 private:
  /// Ascending, one change per instant: the line further down wins.
  static void InOrder(std::vector<oracle::FieldChange>& changes) {
    std::stable_sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
    std::vector<oracle::FieldChange> kept;
    for (auto& change : changes) {
      if (!kept.empty() && kept.back().at == change.at) kept.pop_back();
      kept.push_back(std::move(change));
    }
    changes = std::move(kept);
  }

  void ReadLine() {
    Reader reader(line_->text);
    const std::string head = reader.Peek();
    const bool existence = head == "born" || head == "gone" || head == "back";
    if (existence) reader.Take();
    const auto when = ReadWhen(reader);
    if (!when) return Complain("expected a date, an instant, `always` or `+3 days`");
    latest_ = *when;
    if (existence) return Exist(head, *when);
    const std::string name = Unquoted(reader.Take());
    if (reader.Peek() == "=") return ReadField(name, *when, reader);
    if (name == "joins" || name == "leaves") return ReadList(name == "joins", Unquoted(reader.Take()), *when);
    ReadEvent(name, *when, reader);
  }

  std::optional<Instant> ReadWhen(Reader& reader) {
    const std::string first = reader.Take();
    if (!first.starts_with('+')) return ParseInstant(first, calendar_);
    const auto length = ParseLength(std::string_view(first).substr(1), reader.Take());
    if (!length) return {};
    return calendar_.Add(latest_, *length);
  }

  void Exist(const std::string& head, Instant when) {
    auto& absences = contact_.absences;
    if (head == "born")
      created_ = when;
    else if (head == "gone")
      absences.push_back({when, engine::kForever});
    else if (absences.empty())
      Complain("`back` comes after `gone`");
    else
      absences.back().end = when;
  }

  void ReadField(const std::string& name, Instant when, Reader& reader) {
    reader.Take();
    const auto field = Find(schema_.fields, name);
    if (!field) return Complain("the rules declare no field `" + name + "`");
    contact_.fields[*field].push_back({when, ReadValue(schema_.fields[*field].type, reader)});
  }

  void ReadList(bool joins, const std::string& name, Instant when) {
    const auto list = std::find(schema_.lists.begin(), schema_.lists.end(), name);
    if (list == schema_.lists.end()) return Complain("the rules name no list `" + name + "`");
    auto& members = contact_.lists[static_cast<std::size_t>(list - schema_.lists.begin())];
    if (joins)
      members.push_back({when, engine::kForever});
    else if (!members.empty())
      members.back().end = when;
  }

  void ReadEvent(const std::string& name, Instant when, Reader& reader) {
    const auto kind = Find(schema_.events, name);
    if (!kind) return Complain("the rules declare no event `" + name + "`");
    const auto& properties = schema_.events[*kind].properties;
    oracle::Event event{*kind, when, 0, std::vector<MaybeValue>(properties.size()), 0};
    while (!reader.AtEnd()) {
      const std::string word = Unquoted(reader.Take());
      if (word == "order") {
        event.rank = std::atoll(reader.Take().c_str());
        continue;
      }
      const auto property = Find(properties, word);
      if (!property || !reader.TakeIf("=")) return Complain("event `" + name + "` has no property `" + word + "`");
      event.properties[*property] = ReadValue(properties[*property].type, reader);
    }
    contact_.events.push_back(std::move(event));
  }

  MaybeValue ReadValue(ValueType type, Reader& reader) {
    if (type == ValueType::kList && reader.TakeIf("(")) return ReadItems(reader);
    const std::string raw = reader.Take();
    if (raw == "missing") return {};
    const std::string text = Unquoted(raw);
    switch (type) {
      case ValueType::kText:
      case ValueType::kChoice:
        return text;
      case ValueType::kList:
        return oracle::TextSet{text};
      case ValueType::kNumber:
        return std::atof(text.c_str());
      case ValueType::kMoney:
        return engine::Money{std::llround(std::atof(text.c_str()) * engine::kMoneyScale)};
      case ValueType::kFlag:
        return text == "true";
      case ValueType::kDate:
      case ValueType::kTime:
        break;
    }
    const auto instant = ParseInstant(text, calendar_);
    if (!instant) Complain("`" + text + "` is no date");
    if (type == ValueType::kTime) return engine::TimePoint{instant.value_or(0)};
    return calendar_.DayOf(instant.value_or(0));
  }

  static oracle::TextSet ReadItems(Reader& reader) {
    oracle::TextSet items;
    while (!reader.AtEnd() && !reader.TakeIf(")"))
      if (!reader.TakeIf(",")) items.push_back(Unquoted(reader.Take()));
    return items;
  }

  void Complain(const std::string& what) {
    errors_.push_back(std::to_string(line_->number) + ": " + what + " in `" + line_->text + "`");
  }

  const engine::Schema& schema_;
  const engine::Calendar& calendar_;
  std::vector<std::string>& errors_;
  oracle::ContactFacts contact_;
  std::optional<Instant> created_;
  Instant latest_ = 0;
  const Line* line_ = nullptr;
};

}  // namespace

std::vector<oracle::ContactFacts> ReadContacts(const std::vector<ContactText>& contacts, const engine::Schema& schema,
                                               const engine::Calendar& calendar, std::vector<std::string>& errors) {
  std::vector<oracle::ContactFacts> facts;
  for (const auto& contact : contacts) facts.push_back(ContactReader(schema, calendar, errors).Read(contact));
  return facts;
}

}  // namespace segue::eval
