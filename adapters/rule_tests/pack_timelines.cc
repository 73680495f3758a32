// Column by column, contact by contact. Small inputs: dictionaries are searched from the front.
#include "adapters/rule_tests/pack_timelines.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <tuple>
#include <utility>

namespace segue::rule_tests {
namespace {

/// Collects the values of one column row by row.
class ColumnPacker {
 public:
  explicit ColumnPacker(engine::ValueType type) : type_(type) {}

  void Add(const MaybeValue& value) {
    using engine::ValueType;
    if (type_ == ValueType::kText || type_ == ValueType::kChoice) {
      codes_.push_back(value ? CodeOf(dictionary_, std::get<std::string>(*value)) : 0);
    } else if (type_ == ValueType::kList) {
      codes_.push_back(value ? SetCode(std::get<TextSet>(*value)) : 0);
    } else if (type_ == ValueType::kFlag) {
      codes_.push_back(value ? (std::get<bool>(*value) ? 2 : 1) : 0);
    } else if (type_ == ValueType::kNumber) {
      numbers_.push_back(value ? std::get<double>(*value) : std::numeric_limits<double>::quiet_NaN());
    } else {
      integers_.push_back(value ? IntegerOf(*value) : engine::kMissingInteger);
    }
  }

  engine::Column Finish() {
    engine::Column column;
    column.type = type_;
    column.codes = std::move(codes_);
    column.numbers = std::move(numbers_);
    column.integers = std::move(integers_);
    column.dictionary = std::make_shared<const engine::Dictionary>(std::move(dictionary_));
    column.sets = std::make_shared<const engine::SetDictionary>(std::move(sets_));
    return column;
  }

 private:
  static std::uint32_t CodeOf(engine::Dictionary& dictionary, const std::string& text) {
    const auto found = std::find(dictionary.texts.begin(), dictionary.texts.end(), text);
    const auto code = static_cast<std::uint32_t>(found - dictionary.texts.begin());
    if (found == dictionary.texts.end()) dictionary.texts.push_back(text);
    return code;
  }

  std::uint32_t SetCode(const TextSet& items) {
    std::vector<std::uint32_t> codes;
    for (const auto& item : items) codes.push_back(CodeOf(sets_.items, item));
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    const auto found = std::find(sets_.sets.begin(), sets_.sets.end(), codes);
    const auto code = static_cast<std::uint32_t>(found - sets_.sets.begin());
    if (found == sets_.sets.end()) sets_.sets.push_back(std::move(codes));
    return code;
  }

  static std::int64_t IntegerOf(const FactValue& value) {
    if (const auto* money = std::get_if<engine::Money>(&value)) return money->ten_thousandths;
    if (const auto* day = std::get_if<engine::Day>(&value)) return day->days;
    return std::get<engine::TimePoint>(value).instant;
  }

  engine::ValueType type_;
  std::vector<std::uint32_t> codes_;
  std::vector<double> numbers_;
  std::vector<std::int64_t> integers_;
  engine::Dictionary dictionary_;
  engine::SetDictionary sets_;
};

engine::FieldColumn PackField(const std::vector<ContactFacts>& contacts, std::size_t field, engine::ValueType type) {
  std::vector<std::uint32_t> offsets{0};
  std::vector<engine::Instant> at;
  ColumnPacker values(type);
  for (const auto& contact : contacts) {
    if (field < contact.fields.size()) {
      for (const auto& change : contact.fields[field]) {
        at.push_back(change.at);
        values.Add(change.value);
      }
    }
    offsets.push_back(static_cast<std::uint32_t>(at.size()));
  }
  if (at.empty()) offsets.clear();
  return {std::move(offsets), std::move(at), values.Finish()};
}

engine::EventColumn PackEvents(std::vector<ContactFacts>& contacts, engine::EventKindId kind,
                               const engine::EventKind& declared) {
  std::vector<std::uint32_t> offsets{0};
  std::vector<engine::Instant> at;
  std::vector<std::int64_t> rank;
  std::vector<ColumnPacker> properties;
  for (const auto& property : declared.properties) properties.emplace_back(property.type);
  for (auto& contact : contacts) {
    for (auto& event : contact.events) {
      if (event.kind != kind) continue;
      event.row = static_cast<std::uint32_t>(at.size());
      at.push_back(event.at);
      rank.push_back(event.rank);
      event.properties.resize(properties.size());
      for (std::size_t i = 0; i < properties.size(); ++i) properties[i].Add(event.properties[i]);
    }
    offsets.push_back(static_cast<std::uint32_t>(at.size()));
  }
  if (at.empty()) offsets.clear();
  if (std::all_of(rank.begin(), rank.end(), [](std::int64_t r) { return r == 0; })) rank.clear();
  engine::EventColumn column{std::move(offsets), std::move(at), std::move(rank), {}, true};
  for (auto& property : properties) column.properties.push_back(property.Finish());
  return column;
}

template <typename Select>
engine::IntervalGroup PackIntervals(const std::vector<ContactFacts>& contacts, Select select) {
  std::vector<std::uint32_t> offsets{0};
  std::vector<engine::Instant> starts, ends;
  for (const auto& contact : contacts) {
    for (const auto& interval : select(contact)) {
      starts.push_back(interval.start);
      ends.push_back(interval.end);
    }
    offsets.push_back(static_cast<std::uint32_t>(starts.size()));
  }
  if (starts.empty()) offsets.clear();
  return {std::move(offsets), std::move(starts), std::move(ends)};
}

void SortFacts(std::vector<ContactFacts>& contacts) {
  std::sort(contacts.begin(), contacts.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
  for (auto& contact : contacts) {
    std::stable_sort(contact.events.begin(), contact.events.end(), [](const Event& a, const Event& b) {
      return std::tie(a.at, a.rank, a.kind) < std::tie(b.at, b.rank, b.kind);
    });
  }
}

void NoteDates(const std::vector<ContactFacts>& contacts, engine::Timelines& timelines) {
  const auto note = [&](engine::Instant at) {
    if (at == engine::kAlways) return;
    timelines.first_data = std::min(timelines.first_data.value_or(at), at);
    timelines.data_through = std::max(timelines.data_through.value_or(at), at);
  };
  for (const auto& contact : contacts) {
    note(contact.born);
    for (const auto& event : contact.events) note(event.at);
    for (const auto& field : contact.fields)
      for (const auto& change : field) note(change.at);
  }
}

}  // namespace

engine::Instant BirthOf(const ContactFacts& contact, std::optional<engine::Instant> created) {
  engine::Instant born = created.value_or(engine::kForever);
  for (const auto& event : contact.events) born = std::min(born, event.at);
  for (const auto& field : contact.fields)
    for (const auto& change : field)
      if (change.at != engine::kAlways) born = std::min(born, change.at);
  return born == engine::kForever ? engine::kAlways : born;
}

engine::Timelines Pack(const engine::Schema& schema, std::vector<ContactFacts>& contacts,
                       const std::vector<Event>& account) {
  SortFacts(contacts);
  std::vector<ContactFacts> accounts(1);  // one group of rows, as that of a contact
  accounts.front().events = account;
  SortFacts(accounts);
  engine::Timelines timelines;
  std::vector<engine::Instant> born;
  for (const auto& contact : contacts) {
    timelines.keys.push_back(contact.key);
    born.push_back(contact.born);
  }
  timelines.born = std::move(born);
  timelines.absences = PackIntervals(contacts, [](const ContactFacts& c) { return c.absences; });
  for (std::size_t i = 0; i < schema.fields.size(); ++i)
    timelines.fields.push_back(PackField(contacts, i, schema.fields[i].type));
  for (std::size_t i = 0; i < schema.events.size(); ++i)
    timelines.events.push_back(PackEvents(schema.events[i].account ? accounts : contacts,
                                          static_cast<engine::EventKindId>(i), schema.events[i]));
  for (std::size_t i = 0; i < schema.lists.size(); ++i)
    timelines.lists.push_back(PackIntervals(contacts, [i](const ContactFacts& c) {
      return i < c.lists.size() ? c.lists[i] : std::vector<engine::Interval>{};
    }));
  NoteDates(contacts, timelines);
  NoteDates(accounts, timelines);
  return timelines;
}

}  // namespace segue::rule_tests
