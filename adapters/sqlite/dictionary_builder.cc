// Open addressing with linear probing over XXH3.

#include "adapters/sqlite/dictionary_builder.h"

#include <xxhash.h>

namespace segue::sqlite {

std::uint32_t DictionaryBuilder::Encode(std::string_view text) {
  if (text.empty()) return 0;
  if (dictionary_.texts[last_] == text) return last_;
  const std::uint64_t hash = XXH3_64bits(text.data(), text.size());
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at].code != 0; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.hash == hash && dictionary_.texts[slot.code] == text) return last_ = slot.code;
  }
  last_ = static_cast<std::uint32_t>(dictionary_.texts.size());
  slots_[at] = {hash, last_};
  dictionary_.texts.emplace_back(text);
  if (dictionary_.texts.size() * 2 > slots_.size()) Grow();
  return last_;
}

void DictionaryBuilder::Grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.code == 0) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].code != 0) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

}  // namespace segue::sqlite
