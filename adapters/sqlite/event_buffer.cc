// Sorting entries that point into one block of bytes; merging runs with a small heap.

#include "adapters/sqlite/event_buffer.h"

#include <algorithm>
#include <cstring>
#include <queue>
#include <tuple>

namespace segue::sqlite {
namespace {

constexpr std::uint32_t kNoSourceId = 0xFFFFFFFF;

/// What stands before the texts of a record, in memory and in the spill file.
struct Header {
  std::int64_t identity = 0;
  engine::Instant at = 0;
  std::int64_t rank = 0;
  ContactId contact = 0;
  std::uint32_t id_size = kNoSourceId;
  std::uint32_t values_size = 0;
  std::uint32_t unused = 0;

  std::size_t IdBytes() const { return id_size == kNoSourceId ? 0 : id_size; }
  std::size_t Bytes() const { return sizeof(Header) + IdBytes() + values_size; }
};

EventRecord ViewOf(const Header& header, const char* texts) {
  EventRecord record{header.identity, header.at, header.rank, header.contact, std::nullopt, {}};
  if (header.id_size != kNoSourceId) record.source_id = std::string_view(texts, header.id_size);
  record.values = std::string_view(texts + header.IdBytes(), header.values_size);
  return record;
}

EventRecord ViewAt(const char* bytes) {
  Header header;
  std::memcpy(&header, bytes, sizeof header);
  return ViewOf(header, bytes + sizeof header);
}

/// Reads a run from front to back, one record at a time.
class RunReader {
 public:
  RunReader(const SpillFile& spill, SpillFile::Run run) : spill_(spill), next_(run.start), end_(run.end) {}

  /// False at the end of the run.
  bool Advance() {
    start_ += current_;
    if (!Ensure(sizeof(Header))) return false;
    Header header;
    std::memcpy(&header, buffer_.data() + start_, sizeof header);
    current_ = header.Bytes();
    Ensure(current_);
    record_ = ViewAt(buffer_.data() + start_);
    return true;
  }
  const EventRecord& record() const { return record_; }

 private:
  static constexpr std::size_t kChunk = std::size_t{1} << 18;

  /// Makes `size` bytes available from start_ on; false when the run has no more.
  bool Ensure(std::size_t size) {
    if (buffer_.size() - start_ >= size) return true;
    buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(start_));
    start_ = 0;
    const std::size_t kept = buffer_.size();
    const std::size_t more = std::min<std::uint64_t>(end_ - next_, std::max(kChunk, size - kept));
    buffer_.resize(kept + more);
    spill_.Read(next_, buffer_.data() + kept, more);
    next_ += more;
    return buffer_.size() >= size;
  }

  const SpillFile& spill_;
  std::uint64_t next_, end_;
  std::vector<char> buffer_;
  std::size_t start_ = 0, current_ = 0;
  EventRecord record_;
};

}  // namespace

std::size_t EventRecord::Bytes() const { return sizeof(Header) + (source_id ? source_id->size() : 0) + values.size(); }

bool ComesBefore(const EventRecord& left, const EventRecord& right) {
  if (left.identity != right.identity) return left.identity < right.identity;
  if (left.source_id || right.source_id) return left.source_id.has_value() && !right.source_id.has_value();
  return std::tie(left.contact, left.at, left.values, left.rank) <
         std::tie(right.contact, right.at, right.values, right.rank);
}

void EventBuffer::Add(const EventRecord& record) {
  const std::size_t id_size = record.source_id ? record.source_id->size() : 0;
  const Header header{record.identity,
                      record.at,
                      record.rank,
                      record.contact,
                      record.source_id ? static_cast<std::uint32_t>(id_size) : kNoSourceId,
                      static_cast<std::uint32_t>(record.values.size()),
                      0};
  std::vector<char>& bytes = added_.bytes;
  const std::size_t offset = bytes.size();
  bytes.resize(offset + header.Bytes());
  char* out = bytes.data() + offset;
  std::memcpy(out, &header, sizeof header);
  if (id_size > 0) std::memcpy(out + sizeof header, record.source_id->data(), id_size);
  if (!record.values.empty()) std::memcpy(out + sizeof header + id_size, record.values.data(), record.values.size());
  added_.entries.push_back({record.identity, offset});
}

void EventBuffer::Records::Sort() {
  const char* start = bytes.data();
  // Equal records keep the order of the file: the offset decides last.
  std::sort(entries.begin(), entries.end(), [start](const Entry& left, const Entry& right) {
    if (left.identity != right.identity) return left.identity < right.identity;
    const EventRecord a = ViewAt(start + left.offset), b = ViewAt(start + right.offset);
    if (ComesBefore(a, b)) return true;
    return !ComesBefore(b, a) && left.offset < right.offset;
  });
}

void EventBuffer::Spill() {
  SetAside();
  SpillAside();
}

void EventBuffer::SetAside() { std::swap(added_, aside_); }

void EventBuffer::SpillAside() {
  if (aside_.entries.empty()) return;
  aside_.Sort();
  const std::uint64_t start = spill_->size();
  for (const Entry& entry : aside_.entries) {
    const char* record = aside_.bytes.data() + entry.offset;
    Header header;
    std::memcpy(&header, record, sizeof header);
    spill_->Append({record, header.Bytes()});
  }
  runs_.push_back({start, spill_->size()});
  aside_.entries.clear();
  aside_.bytes.clear();
}

bool EventBuffer::Drain(const Take& take) {
  bool ended = false;
  if (runs_.empty()) {
    ended = DrainMemory(take);
  } else {
    Spill();
    spill_->Flush();
    ended = MergeRuns(take);
  }
  *this = EventBuffer(*spill_);
  return ended;
}

bool EventBuffer::DrainMemory(const Take& take) {
  added_.Sort();
  return std::all_of(added_.entries.begin(), added_.entries.end(),
                     [&](const Entry& entry) { return take(ViewAt(added_.bytes.data() + entry.offset)); });
}

bool EventBuffer::MergeRuns(const Take& take) {
  // Merging needs no memory but the readers'.
  added_ = aside_ = Records();
  std::vector<RunReader> readers;
  for (const SpillFile::Run& run : runs_) readers.emplace_back(*spill_, run);
  // The heap's top is the smallest record; of equal ones that of the earlier run, which came earlier in the file.
  const auto later = [&readers](std::size_t left, std::size_t right) {
    const EventRecord &a = readers[left].record(), &b = readers[right].record();
    return ComesBefore(b, a) || (!ComesBefore(a, b) && left > right);
  };
  std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(later)> heap(later);
  for (std::size_t run = 0; run < readers.size(); ++run) {
    if (readers[run].Advance()) heap.push(run);
  }
  while (!heap.empty()) {
    const std::size_t run = heap.top();
    heap.pop();
    if (!take(readers[run].record())) return false;
    if (readers[run].Advance()) heap.push(run);
  }
  return true;
}

}  // namespace segue::sqlite
