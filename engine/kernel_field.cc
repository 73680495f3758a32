// What a contact's fields and static lists say: values hold from their instant to the next one.
//
// The value of birth (undated, or dated at birth) also holds just before birth. Changes after as_of are not known.
#include "engine/kernels.h"

namespace segue::engine {
namespace {

/// Rows [first, last) of one contact: marks[row - first] says whether the row's value passes.
void WriteContact(const Array<Instant>& at, std::uint32_t first, std::uint32_t last, const std::uint8_t* marks,
                  bool missing_passes, Instant born, IntervalWriter& writer) {
  Instant start = writer.floor();
  bool passes = missing_passes;
  for (std::uint32_t row = first; row < last; ++row) {
    if (at[row] > born) {
      if (passes) writer.Add(start, at[row]);
      start = at[row];
    }
    passes = marks[row - first] != 0;
  }
  if (passes) writer.Add(start, kForever);
}

}  // namespace

void EvaluateField(const FieldNode& node, const CompiledTest& test, Workspace& workspace, IntervalColumn& out) {
  const FieldColumn& field = workspace.timelines().fields[node.field];
  if (field.offsets.empty()) {
    return test.MissingPasses() ? Evaluate(EveryoneNode{}, workspace, out) : Evaluate(NobodyNode{}, workspace, out);
  }
  const std::uint32_t first_row = field.offsets[workspace.first()];
  std::vector<std::uint8_t>& marks = workspace.row_marks();
  marks.resize(field.offsets[workspace.first() + workspace.size()] - first_row);
  test.Mark(field.value, first_row, marks);
  IntervalWriter writer = workspace.Write(out);
  for (std::uint32_t position = 0; position < workspace.size(); ++position, writer.Close()) {
    writer.Begin(workspace.Floor(position));
    const std::uint32_t first = field.offsets[workspace.first() + position];
    const std::uint32_t last = workspace.EndAsOf(field.at, first, field.offsets[workspace.first() + position + 1]);
    WriteContact(field.at, first, last, marks.data() + (first - first_row), test.MissingPasses(),
                 workspace.Born(position), writer);
  }
}

void Evaluate(const InListNode& node, Workspace& workspace, IntervalColumn& out) {
  const IntervalGroup& list = workspace.timelines().lists[node.list];
  if (list.offsets.empty()) return Evaluate(NobodyNode{}, workspace, out);
  const Instant as_of = workspace.scope().as_of;
  IntervalWriter writer = workspace.Write(out);
  for (std::uint32_t position = 0; position < workspace.size(); ++position, writer.Close()) {
    writer.Begin(workspace.Floor(position));
    const std::uint32_t contact = workspace.first() + position;
    for (std::uint32_t i = list.offsets[contact]; i < list.offsets[contact + 1] && list.starts[i] <= as_of; ++i) {
      writer.Add(list.starts[i], list.ends[i] > as_of ? kForever : list.ends[i]);
    }
  }
}

}  // namespace segue::engine
