// A segment holds the positions, instants, ranks and values of its rows, array after array, in the order of identity.
#include "adapters/sqlite/spilled_events.h"

#include <algorithm>
#include <numeric>

#include "adapters/sqlite/gather.h"

namespace segue::sqlite {
namespace {

using engine::ValueType;

bool IsCoded(ValueType type) {
  return type == ValueType::kText || type == ValueType::kChoice || type == ValueType::kList || type == ValueType::kFlag;
}

bool HasDictionary(ValueType type) { return IsCoded(type) && type != ValueType::kFlag; }

template <typename T>
void AppendPicked(const std::vector<T>& values, const std::vector<std::uint32_t>& order, SpillFile& file) {
  std::vector<T> picked;
  picked.reserve(order.size());
  for (const std::uint32_t row : order) picked.push_back(values[row]);
  file.Append({reinterpret_cast<const char*>(picked.data()), picked.size() * sizeof(T)});
}

template <typename T>
void ReadArray(const SpillFile& file, std::uint64_t& offset, std::size_t count, std::vector<T>& out) {
  out.resize(out.size() + count);
  file.Read(offset, reinterpret_cast<char*>(out.data() + out.size() - count), count * sizeof(T));
  offset += count * sizeof(T);
}

}  // namespace

/// The rows of a stretch of contacts, in the order of identity.
struct SpilledEvents::Rows {
  struct Values {
    std::vector<std::uint32_t> codes;
    std::vector<double> numbers;
    std::vector<std::int64_t> integers;
  };
  std::vector<std::uint32_t> position;  // of the contact in the stretch
  std::vector<engine::Instant> at;
  std::vector<std::int64_t> rank;  // empty while every rank is 0
  std::vector<Values> properties;
};

SpilledEvents::SpilledEvents(const EventRequest& request, const std::string& store_path, std::size_t contacts,
                             std::size_t stretch)
    : request_(request),
      contacts_(contacts),
      stretch_(stretch),
      file_(store_path),
      dictionaries_(request.declared->properties.size()),
      segments_((contacts + stretch - 1) / stretch) {}

std::vector<std::uint32_t> SpilledEvents::TranslateCodes(const ColumnStage& stage, std::size_t property) {
  std::vector<std::uint32_t> codes = stage.codes();
  if (!HasDictionary(stage.type())) return codes;
  std::vector<std::uint32_t> map;
  for (const std::string& text : stage.texts()) map.push_back(dictionaries_[property].Encode(text));
  for (std::uint32_t& code : codes) code = map[code];
  return codes;
}

void SpilledEvents::Add(const EventStretch& slice, std::int64_t place) {
  const std::lock_guard lock(mutex_);
  std::vector<std::vector<std::uint32_t>> codes;
  for (std::size_t i = 0; i < slice.properties.size(); ++i) codes.push_back(TranslateCodes(slice.properties[i], i));
  std::vector<std::vector<std::uint32_t>> rows(segments_.size());
  const auto size = static_cast<std::uint32_t>(slice.at.size());
  for (std::uint32_t i = 0; i < size; ++i) {
    const std::uint32_t row = slice.backwards ? size - 1 - i : i;
    rows[slice.position[row] / stretch_].push_back(row);
  }
  for (std::size_t stretch = 0; stretch < rows.size(); ++stretch) {
    if (!rows[stretch].empty()) Write(slice, codes, rows[stretch], stretch, place);
  }
}

void SpilledEvents::Write(const EventStretch& slice, const std::vector<std::vector<std::uint32_t>>& codes,
                          const std::vector<std::uint32_t>& order, std::size_t stretch, std::int64_t place) {
  segments_[stretch].push_back({place, file_.size(), order.size(), !slice.rank.empty()});
  AppendPicked(slice.position, order, file_);
  AppendPicked(slice.at, order, file_);
  if (!slice.rank.empty()) AppendPicked(slice.rank, order, file_);
  for (std::size_t i = 0; i < slice.properties.size(); ++i) {
    const ColumnStage& stage = slice.properties[i];
    if (IsCoded(stage.type())) {
      AppendPicked(codes[i], order, file_);
    } else if (stage.type() == ValueType::kNumber) {
      AppendPicked(stage.numbers(), order, file_);
    } else {
      AppendPicked(stage.integers(), order, file_);
    }
  }
}

SpilledEvents::Rows SpilledEvents::Read(std::size_t stretch) {
  std::vector<Segment>& segments = segments_[stretch];
  std::ranges::sort(segments, {}, &Segment::place);
  std::size_t size = 0;
  for (const Segment& segment : segments) size += segment.rows;
  Rows rows;
  rows.position.reserve(size);
  rows.at.reserve(size);
  rows.properties.resize(request_.declared->properties.size());
  for (const Segment& segment : segments) {
    std::uint64_t offset = segment.offset;
    ReadArray(file_, offset, segment.rows, rows.position);
    ReadArray(file_, offset, segment.rows, rows.at);
    if (segment.ranked) {
      rows.rank.resize(rows.at.size() - segment.rows, 0);
      ReadArray(file_, offset, segment.rows, rows.rank);
    }
    for (std::size_t i = 0; i < rows.properties.size(); ++i) {
      const ValueType type = request_.declared->properties[i].type;
      if (IsCoded(type)) {
        ReadArray(file_, offset, segment.rows, rows.properties[i].codes);
      } else if (type == ValueType::kNumber) {
        ReadArray(file_, offset, segment.rows, rows.properties[i].numbers);
      } else {
        ReadArray(file_, offset, segment.rows, rows.properties[i].integers);
      }
    }
  }
  if (!rows.rank.empty()) rows.rank.resize(rows.at.size(), 0);
  for (std::uint32_t& position : rows.position) position -= static_cast<std::uint32_t>(stretch * stretch_);
  return rows;
}

std::size_t SpilledEvents::ContactsIn(std::size_t stretch) const {
  return std::min(stretch_, contacts_ - stretch * stretch_);
}

/// Rows by contact, instant and rank. They come in the order of identity, which decides last, and mostly in that of
/// time.
std::vector<std::uint32_t> SpilledEvents::OrderOf(const Rows& rows, const std::vector<std::uint32_t>& offsets) {
  std::vector<std::uint32_t> order(rows.at.size());
  std::vector<std::uint32_t> next(offsets.begin(), offsets.end() - 1);
  for (std::uint32_t row = 0; row < order.size(); ++row) order[next[rows.position[row]]++] = row;
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    if (rows.at[a] != rows.at[b]) return rows.at[a] < rows.at[b];
    return !rows.rank.empty() && rows.rank[a] < rows.rank[b];
  };
  for (std::size_t contact = 0; contact + 1 < offsets.size(); ++contact) {
    const auto first = order.begin() + offsets[contact], last = order.begin() + offsets[contact + 1];
    if (!std::is_sorted(first, last, before)) std::stable_sort(first, last, before);
  }
  return order;
}

engine::EventColumn SpilledEvents::Build(std::size_t stretch) {
  const Rows rows = Read(stretch);
  std::vector<std::uint32_t> offsets(ContactsIn(stretch) + 1);
  for (const std::uint32_t position : rows.position) ++offsets[std::size_t{position} + 1];
  std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());
  const std::vector<std::uint32_t> order = OrderOf(rows, offsets);
  engine::EventColumn column;
  column.offsets = std::move(offsets);
  column.at = Gather(rows.at, order);
  if (!rows.rank.empty()) column.rank = Gather(rows.rank, order);
  for (std::size_t i = 0; i < rows.properties.size(); ++i)
    column.properties.push_back(BuildColumn(i, rows, order, stretch + 1 == stretches()));
  column.imported = true;
  return column;
}

engine::Column SpilledEvents::BuildColumn(std::size_t property, const Rows& rows,
                                          const std::vector<std::uint32_t>& order, bool last) {
  engine::Column column;
  column.type = request_.declared->properties[property].type;
  const Rows::Values& values = rows.properties[property];
  if (!values.codes.empty()) column.codes = Gather(values.codes, order);
  if (!values.numbers.empty()) column.numbers = Gather(values.numbers, order);
  if (!values.integers.empty()) column.integers = Gather(values.integers, order);
  if (last && HasDictionary(column.type)) ColumnStage::SetDictionary(dictionaries_[property].Take(), column);
  return column;
}

}  // namespace segue::sqlite
