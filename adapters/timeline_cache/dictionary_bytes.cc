// Texts without the first, which is always the empty one; sets as the codes of their items.
#include "adapters/timeline_cache/dictionary_bytes.h"

#include <memory>

#include "adapters/timeline_cache/byte_stream.h"

namespace segue::timeline_cache {
namespace {

using engine::ValueType;

bool HasTexts(ValueType type) { return type == ValueType::kText || type == ValueType::kChoice; }

void PutTexts(const engine::Dictionary& dictionary, ByteWriter& writer) {
  writer.Put(static_cast<std::uint64_t>(dictionary.texts.size() - 1));
  for (std::size_t code = 1; code < dictionary.texts.size(); ++code)
    writer.Put(std::string_view(dictionary.texts[code]));
}

engine::Dictionary GetTexts(ByteReader& reader) {
  engine::Dictionary dictionary;
  const std::size_t count = reader.GetCount(sizeof(std::uint64_t));
  dictionary.texts.reserve(count + 1);
  for (std::size_t i = 0; i < count; ++i) dictionary.texts.push_back(reader.GetText());
  return dictionary;
}

void PutSets(const engine::SetDictionary& sets, ByteWriter& writer) {
  PutTexts(sets.items, writer);
  writer.Put(static_cast<std::uint64_t>(sets.sets.size() - 1));
  for (std::size_t code = 1; code < sets.sets.size(); ++code) {
    writer.Put(static_cast<std::uint64_t>(sets.sets[code].size()));
    for (const std::uint32_t item : sets.sets[code]) writer.Put(item);
  }
}

engine::SetDictionary GetSets(ByteReader& reader) {
  engine::SetDictionary sets;
  sets.items = GetTexts(reader);
  sets.sets.resize(reader.GetCount(sizeof(std::uint64_t)) + 1);
  for (std::size_t code = 1; code < sets.sets.size(); ++code) {
    sets.sets[code].resize(reader.GetCount(sizeof(std::uint32_t)));
    for (std::uint32_t& item : sets.sets[code]) {
      item = reader.Get<std::uint32_t>();
      if (item >= sets.items.texts.size()) throw Damaged("a list names an item that is not there");
    }
  }
  return sets;
}

}  // namespace

std::vector<std::byte> DictionaryBytes(const engine::Column& column) {
  ByteWriter writer;
  if (column.type == ValueType::kList && column.sets) PutSets(*column.sets, writer);
  if (HasTexts(column.type) && column.dictionary) PutTexts(*column.dictionary, writer);
  return {writer.bytes().begin(), writer.bytes().end()};
}

void ReadDictionary(std::span<const std::byte> bytes, engine::Column& column) {
  ByteReader reader(bytes);
  if (column.type == ValueType::kList) {
    column.sets = std::make_shared<engine::SetDictionary>(bytes.empty() ? engine::SetDictionary{} : GetSets(reader));
  } else if (HasTexts(column.type)) {
    column.dictionary = std::make_shared<engine::Dictionary>(bytes.empty() ? engine::Dictionary{} : GetTexts(reader));
  }
}

}  // namespace segue::timeline_cache
