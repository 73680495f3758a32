// One list of members for both directions, so that what is written is what is read.
#include "adapters/timeline_cache/directory.h"

#include "adapters/timeline_cache/byte_stream.h"

namespace segue::timeline_cache {
namespace {

/// Goes through the members of a directory and puts them.
class Putter {
 public:
  static constexpr bool kReads = false;
  template <typename T>
  void Number(const T& value) {
    writer_.Put(value);
  }
  void Flag(const bool& value) { writer_.Put(static_cast<std::uint8_t>(value)); }
  void Text(const std::string& text) { writer_.Put(std::string_view(text)); }
  template <typename T, typename Each>
  void List(const std::vector<T>& list, std::size_t, Each each) {
    writer_.Put(static_cast<std::uint64_t>(list.size()));
    for (const T& item : list) each(item);
  }
  void Check(bool) {}
  std::vector<std::byte> bytes() const { return {writer_.bytes().begin(), writer_.bytes().end()}; }

 private:
  ByteWriter writer_;
};

/// Goes through the members in the same order and sets them.
class Getter {
 public:
  static constexpr bool kReads = true;
  explicit Getter(std::span<const std::byte> bytes) : reader_(bytes) {}
  template <typename T>
  void Number(T& value) {
    value = reader_.Get<T>();
  }
  void Flag(bool& value) { value = reader_.Get<std::uint8_t>() != 0; }
  void Text(std::string& text) { text = reader_.GetText(); }
  template <typename T, typename Each>
  void List(std::vector<T>& list, std::size_t bytes_each, Each each) {
    list.resize(reader_.GetCount(bytes_each));
    for (T& item : list) each(item);
  }
  void Check(bool sound) {
    if (!sound) throw Damaged("its directory contradicts itself");
  }
  bool AtEnd() const { return reader_.AtEnd(); }

 private:
  ByteReader reader_;
};

constexpr std::size_t kExtentBytes = 24, kChunkBytes = 50;

/// `Way` is Putter or Getter; members are const with the one and not with the other.
template <typename Way>
class Walk {
 public:
  Walk(Way& way, std::uint64_t file_size) : way_(way), file_size_(file_size) {}

  void Of(auto& directory) {
    State(directory.state);
    way_.Number(directory.contacts);
    chunks_ = ChunksOf(directory.contacts);
    way_.Number(directory.newer.base_stamp);
    Column(directory.newer.positions, chunks_);
    Column(directory.newer.is_new, chunks_);
    Column(directory.newer.replaces, chunks_);
    Column(directory.key_sizes, chunks_);
    way_.List(directory.keys, kExtentBytes, [&](auto& extent) { Place(extent); });
    way_.Check(directory.keys.size() == chunks_);
    Column(directory.identities, chunks_);
    Column(directory.changed, chunks_);
    Column(directory.born, chunks_);
    Intervals(directory.absences);
    way_.List(directory.fields, 1, [&](auto& field) {
      Column(field.counts, chunks_);
      Column(field.at, chunks_);
      Value(field.value, chunks_);
    });
    way_.List(directory.kinds, 1, [&](auto& kind) { Kind(kind); });
    way_.List(directory.lists, 1, [&](auto& list) { Intervals(list); });
  }

 private:
  void State(auto& state) {
    way_.Number(state.stamp);
    way_.Number(state.changes);
    Date(state.first_data);
    Date(state.data_through);
  }

  void Date(auto& date) {
    bool known = date.has_value();
    way_.Flag(known);
    if (!known) return;
    if constexpr (Way::kReads) date.emplace();
    way_.Number(*date);
  }

  void Place(auto& extent) {
    way_.Number(extent.offset);
    way_.Number(extent.size);
    way_.Number(extent.checksum);
    way_.Check(extent.offset <= file_size_ && extent.size <= file_size_ - extent.offset);
  }

  void Chunk(auto& chunk) {
    Place(chunk.extent);
    way_.Number(chunk.shape.base);
    way_.Number(chunk.shape.scale);
    way_.Number(chunk.shape.width);
    way_.Number(chunk.shape.specials);
    way_.Number(chunk.count);
    way_.Number(chunk.divisor);
    way_.Check(IsSound(chunk.shape) && chunk.extent.size == PackedSize(chunk.shape, chunk.count));
  }

  /// A column that was never filled has no chunks.
  void Column(auto& column, std::size_t chunks) {
    way_.List(column, kChunkBytes, [&](auto& chunk) { Chunk(chunk); });
    way_.Check(column.empty() || column.size() == chunks);
  }

  void Value(auto& value, std::size_t chunks) {
    way_.Text(value.name);
    auto type = static_cast<std::uint8_t>(value.type);
    way_.Number(type);
    way_.Check(type <= static_cast<std::uint8_t>(engine::ValueType::kChoice));
    if constexpr (Way::kReads) value.type = static_cast<engine::ValueType>(type);
    way_.Text(value.currency);
    Column(value.values, chunks);
    Place(value.dictionary);
  }

  void Kind(auto& kind) {
    way_.Text(kind.name);
    way_.Flag(kind.account);
    const std::size_t chunks = kind.account ? 1 : chunks_;
    Column(kind.counts, chunks);
    Column(kind.at, chunks);
    Column(kind.rank, chunks);
    Column(kind.replaces, chunks);
    way_.List(kind.properties, 1, [&](auto& property) { Value(property, chunks); });
  }

  void Intervals(auto& intervals) {
    way_.Text(intervals.name);
    Column(intervals.counts, chunks_);
    Column(intervals.starts, chunks_);
    Column(intervals.ends, chunks_);
  }

  Way& way_;
  std::uint64_t file_size_;
  std::size_t chunks_ = 0;
};

}  // namespace

std::vector<std::byte> Directory::Write() const {
  Putter putter;
  Walk<Putter>(putter, 0).Of(*this);
  return putter.bytes();
}

Directory Directory::Read(std::span<const std::byte> bytes, std::uint64_t file_size) {
  Directory directory;
  Getter getter(bytes);
  Walk<Getter>(getter, file_size).Of(directory);
  getter.Check(getter.AtEnd());
  return directory;
}

}  // namespace segue::timeline_cache
