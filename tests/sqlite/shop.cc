// The shop of the tests, and timelines as text.

#include "tests/sqlite/shop.h"

#include <unistd.h>

#include <cmath>
#include <stdexcept>

namespace segue::sqlite::test {
namespace {

using engine::ValueType;

engine::FieldDeclaration Declare(const std::string& name, ValueType type) { return {name, type, {}, "", ""}; }

std::string InstantText(engine::Instant at) {
  if (at == engine::kAlways) return "always";
  if (at == engine::kForever) return "forever";
  return std::to_string(at);
}

std::string SetText(const engine::SetDictionary& sets, std::uint32_t code) {
  std::vector<std::string> items;
  for (const std::uint32_t item : sets.sets.at(code)) items.push_back(sets.items.texts.at(item));
  std::sort(items.begin(), items.end());
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : "+") + item;
  return text.empty() ? "-" : text;
}

std::string ValueText(const engine::Column& column, std::size_t row) {
  switch (column.type) {
    case ValueType::kText:
    case ValueType::kChoice:
      return column.codes[row] == 0 ? "-" : column.dictionary->texts.at(column.codes[row]);
    case ValueType::kList:
      return SetText(*column.sets, column.codes[row]);
    case ValueType::kFlag:
      return column.codes[row] == 0 ? "-" : (column.codes[row] == 2 ? "yes" : "no");
    case ValueType::kNumber:
      return std::isnan(column.numbers[row]) ? "-" : std::to_string(column.numbers[row]);
    default:
      return column.integers[row] == engine::kMissingInteger ? "-" : std::to_string(column.integers[row]);
  }
}

std::string FieldLine(const engine::FieldDeclaration& field, const engine::FieldColumn& column, std::size_t contact) {
  if (column.offsets.empty() || column.offsets[contact] == column.offsets[contact + 1]) return "";
  std::string line = field.name + ":";
  for (std::size_t row = column.offsets[contact]; row < column.offsets[contact + 1]; ++row) {
    line += " " + InstantText(column.at[row]) + "=" + ValueText(column.value, row);
  }
  return line + "\n";
}

std::string EventLines(const engine::EventKind& kind, const engine::EventColumn& column, std::size_t group) {
  if (column.offsets.empty()) return "";
  std::string lines;
  for (std::size_t row = column.offsets[group]; row < column.offsets[group + 1]; ++row) {
    lines += kind.name + " " + InstantText(column.at[row]);
    if (!column.rank.empty() && column.rank[row] != 0) lines += " #" + std::to_string(column.rank[row]);
    for (std::size_t property = 0; property < kind.properties.size(); ++property) {
      lines += " " + ValueText(column.properties[property], row);
    }
    lines += "\n";
  }
  return lines;
}

std::string IntervalLine(const std::string& name, const engine::IntervalGroup& group, std::size_t contact) {
  if (group.offsets.empty() || group.offsets[contact] == group.offsets[contact + 1]) return "";
  std::string line = name + ":";
  for (std::size_t row = group.offsets[contact]; row < group.offsets[contact + 1]; ++row) {
    line += " [" + InstantText(group.starts[row]) + ", " + InstantText(group.ends[row]) + ")";
  }
  return line + "\n";
}

std::string ContactLines(const engine::Schema& schema, const engine::Timelines& timelines, std::size_t contact) {
  std::string lines = "born " + InstantText(timelines.born[contact]) + "\n";
  lines += IntervalLine("absent", timelines.absences, contact);
  for (std::size_t i = 0; i < schema.fields.size(); ++i)
    lines += FieldLine(schema.fields[i], timelines.fields[i], contact);
  for (std::size_t i = 0; i < schema.events.size(); ++i) {
    if (!schema.events[i].account) lines += EventLines(schema.events[i], timelines.events[i], contact);
  }
  for (std::size_t i = 0; i < schema.lists.size(); ++i)
    lines += IntervalLine("list " + schema.lists[i], timelines.lists[i], contact);
  return lines;
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "segue-store-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

engine::Schema ShopSchema() {
  engine::Schema schema;
  schema.fields = {Declare("plan", ValueType::kChoice), Declare("age", ValueType::kNumber),
                   Declare("tags", ValueType::kList), Declare("birthday", ValueType::kDate)};
  engine::EventKind purchase{
      "purchase", {Declare("amount", ValueType::kMoney), Declare("code", ValueType::kText)}, {}, false, ""};
  purchase.properties[0].currency = "EUR";
  const engine::EventKind visit{
      "visit",
      {Declare("page", ValueType::kText), Declare("machine", ValueType::kFlag), Declare("until", ValueType::kTime)},
      {},
      false,
      ""};
  const engine::EventKind spend{"spend", {purchase.properties[0]}, {}, true, ""};
  schema.events = {purchase, visit, spend};
  schema.lists = {"VIP"};
  return schema;
}

std::unique_ptr<SqliteStore> OpenShop(const std::string& path) {
  return Must(SqliteStore::Open(path, OpenMode::kCreate));
}

void Contact(FactSink& sink, const std::string& key, std::optional<engine::Instant> born,
             std::optional<engine::Instant> gone) {
  Must(sink.Add(adapters::ContactFact{key, born, gone}));
}

void Field(FactSink& sink, const std::string& key, engine::FieldId field, FactValue value,
           std::optional<engine::Instant> at) {
  Must(sink.Add(adapters::FieldFact{key, field, at, std::move(value)}));
}

void Purchase(FactSink& sink, const std::string& key, engine::Instant at, std::int64_t euros, const std::string& code,
              std::optional<std::string> id, std::int64_t rank) {
  const FactValue values[] = {engine::Money{euros * engine::kMoneyScale}, code};
  adapters::EventFact fact{key, kPurchase, at, {}, rank, values};
  if (id) fact.id = *id;
  Must(sink.Add(fact));
}

void Visit(FactSink& sink, const std::string& key, engine::Instant at, const std::string& page,
           std::optional<std::string> id) {
  const FactValue values[] = {page, false, std::monostate{}};
  adapters::EventFact fact{key, kVisit, at, {}, 0, values};
  if (id) fact.id = *id;
  Must(sink.Add(fact));
}

adapters::FactCounts Import(SqliteStore& store, const std::string& import, const std::string& file,
                            const std::function<void(FactSink&)>& fill) {
  const std::unique_ptr<FactSink> sink = Must(store.Begin(ShopSchema(), import, file));
  fill(*sink);
  return Must(sink->Commit());
}

engine::Timelines LoadAll(SqliteStore& store) {
  const engine::Schema schema = ShopSchema();
  return Must(store.Load(schema, LoadRequest::All(schema)));
}

std::string Describe(const engine::Schema& schema, const engine::Timelines& timelines) {
  std::string text;
  for (std::size_t contact = 0; contact < timelines.contacts(); ++contact) {
    text += "== " + timelines.keys[contact] + "\n" + ContactLines(schema, timelines, contact);
  }
  text += "== account\n";
  for (std::size_t i = 0; i < schema.events.size(); ++i) {
    if (schema.events[i].account) text += EventLines(schema.events[i], timelines.events[i], 0);
  }
  text += "data " + InstantText(timelines.first_data.value_or(engine::kAlways)) + " to " +
          InstantText(timelines.data_through.value_or(engine::kAlways)) + "\n";
  return text;
}

std::string DescribeContact(const engine::Schema& schema, const engine::Timelines& timelines, const std::string& key) {
  for (std::size_t contact = 0; contact < timelines.contacts(); ++contact) {
    if (timelines.keys[contact] == key) return ContactLines(schema, timelines, contact);
  }
  return "no contact " + key + "\n";
}

}  // namespace segue::sqlite::test
