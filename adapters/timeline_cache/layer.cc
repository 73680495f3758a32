// Rows are appended contact by contact; each group of columns closes its offsets as it goes.
#include "adapters/timeline_cache/layer.h"

#include <memory>

#include "adapters/timeline_cache/value_codes_map.h"

namespace segue::timeline_cache {
namespace {

engine::Column Blank(engine::ValueType type) {
  engine::Column column;
  column.type = type;
  column.dictionary = std::make_shared<engine::Dictionary>();
  column.sets = std::make_shared<engine::SetDictionary>();
  return column;
}

void AppendIntervals(const engine::IntervalGroup* group, std::uint32_t contact, IntervalsBuffer& out) {
  if (group != nullptr && !group->offsets.empty()) {
    for (std::uint32_t row = group->offsets[contact]; row < group->offsets[contact + 1]; ++row) {
      out.starts.push_back(group->starts[row]);
      out.ends.push_back(group->ends[row]);
    }
  }
  out.offsets.push_back(static_cast<std::uint32_t>(out.starts.size()));
}

void AppendReadEvents(const engine::Timelines& read, std::size_t kind, std::uint32_t contact, KindBuffer& out) {
  if (contact != ToldContact::kNone && !read.events[kind].offsets.empty()) {
    const engine::EventColumn& events = read.events[kind];
    for (std::uint32_t row = events.offsets[contact]; row < events.offsets[contact + 1]; ++row) {
      out.at.push_back(events.at[row]);
      out.rank.push_back(events.rank.empty() ? 0 : events.rank[row]);
      for (std::size_t i = 0; i < out.properties.size(); ++i) AppendRow(events.properties[i], row, out.properties[i]);
    }
  }
  out.offsets.push_back(static_cast<std::uint32_t>(out.at.size()));
}

}  // namespace

Layer::Layer(const engine::Schema& schema) : rows(schema) {
  rows.Clear();
  for (const engine::FieldDeclaration& field : schema.fields)
    dictionaries.fields.emplace_back().value = Blank(field.type);
  for (const engine::EventKind& kind : schema.events) {
    engine::EventColumn& events = dictionaries.events.emplace_back();
    for (const engine::FieldDeclaration& property : kind.properties) events.properties.push_back(Blank(property.type));
  }
}

void Layer::FillEmpty(std::size_t contacts) {
  const auto fill = [&](std::vector<std::uint32_t>& offsets, std::size_t count) {
    offsets.resize(count + 1, offsets.back());
  };
  fill(rows.absences.offsets, contacts);
  for (FieldBuffer& field : rows.fields) fill(field.offsets, contacts);
  for (IntervalsBuffer& list : rows.lists) fill(list.offsets, contacts);
  for (std::size_t kind = 0; kind < rows.kinds.size(); ++kind)
    fill(rows.kinds[kind].offsets, rows.accounts[kind] ? 1 : contacts);
}

void AppendRow(const engine::Column& column, std::size_t row, ValueBuffer& out) {
  if (!column.codes.empty()) out.codes.push_back(column.codes[row]);
  if (!column.numbers.empty()) out.numbers.push_back(column.numbers[row]);
  if (!column.integers.empty()) out.integers.push_back(column.integers[row]);
}

void AppendRead(const engine::Timelines& read, const ToldContact& told, std::uint32_t contact, WindowBuffers& out) {
  out.keys.push_back(told.key);
  out.born.push_back(contact == ToldContact::kNone ? engine::kForever : read.born[contact]);
  AppendIntervals(contact == ToldContact::kNone ? nullptr : &read.absences, contact, out.absences);
  for (std::size_t id = 0; id < out.fields.size(); ++id) {
    FieldBuffer& field = out.fields[id];
    if (contact != ToldContact::kNone && !read.fields[id].offsets.empty()) {
      for (std::uint32_t row = read.fields[id].offsets[contact]; row < read.fields[id].offsets[contact + 1]; ++row) {
        field.at.push_back(read.fields[id].at[row]);
        AppendRow(read.fields[id].value, row, field.value);
      }
    }
    field.offsets.push_back(static_cast<std::uint32_t>(field.at.size()));
  }
  for (std::size_t id = 0; id < out.lists.size(); ++id)
    AppendIntervals(contact == ToldContact::kNone ? nullptr : &read.lists[id], contact, out.lists[id]);
  for (std::size_t kind = 0; kind < out.kinds.size(); ++kind) {
    if (!out.accounts[kind]) AppendReadEvents(read, kind, told.reread ? contact : ToldContact::kNone, out.kinds[kind]);
  }
}

void UniteDictionaries(Layer& upper, Layer& whole) {
  for (std::size_t id = 0; id < whole.dictionaries.fields.size(); ++id) {
    Translate(Unite(upper.dictionaries.fields[id].value, whole.dictionaries.fields[id].value),
              upper.rows.fields[id].value.codes);
  }
  for (std::size_t kind = 0; kind < whole.dictionaries.events.size(); ++kind) {
    engine::EventColumn& events = whole.dictionaries.events[kind];
    for (std::size_t i = 0; i < events.properties.size(); ++i) {
      Translate(Unite(upper.dictionaries.events[kind].properties[i], events.properties[i]),
                upper.rows.kinds[kind].properties[i].codes);
    }
  }
}

}  // namespace segue::timeline_cache
