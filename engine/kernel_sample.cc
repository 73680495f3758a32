// `in sample 10% of "name"`: a contact is in or out for good, by the hash of the sample's name and the contact's key.
//
// The same contact is in the same samples whatever else is known, on every machine and in every version; samples of
// different names are independent of each other. Keys are those of the surviving identities of merged contacts.
#include <xxhash.h>

#include <string>

#include "engine/kernels.h"

namespace segue::engine {

void Evaluate(const SampleNode& node, Workspace& workspace, IntervalColumn& out) {
  std::string text = node.name;
  text.push_back('\0');
  const std::size_t prefix = text.size();
  IntervalWriter writer = workspace.Write(out);
  for (std::uint32_t position = 0; position < workspace.size(); ++position, writer.Close()) {
    writer.Begin(workspace.Floor(position));
    text.resize(prefix);
    text += workspace.timelines().keys[workspace.first() + position];
    if (XXH3_64bits(text.data(), text.size()) < node.threshold) writer.Add(writer.floor(), kForever);
  }
}

}  // namespace segue::engine
