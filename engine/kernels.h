// One kernel per kind of node: reads the columns of the node's parts and the batch's facts, writes the node's column.
//
// Every kernel handles a whole batch: no virtual call and no allocation per contact or event. Columns are clipped to
// [Floor, ∞) of each contact and to the horizon (engine/interval_writer.h).
#pragma once

#include "engine/workspace.h"

namespace segue::engine {

/// Fills the column of `node` (for a LifecycleRunNode the moves, for a ScoreRunNode the steps). Its parts must be done.
void EvaluateNode(NodeId node, Workspace& workspace);
/// The same, and adds what it took to `cost`.
void EvaluateNodeProfiled(NodeId node, Workspace& workspace, Cost& cost);

void Evaluate(const EveryoneNode& node, Workspace& workspace, IntervalColumn& out);
void Evaluate(const NobodyNode& node, Workspace& workspace, IntervalColumn& out);
void Evaluate(const AllOfNode& node, Workspace& workspace, IntervalColumn& out);
void Evaluate(const AnyOfNode& node, Workspace& workspace, IntervalColumn& out);
void Evaluate(const ComplementNode& node, Workspace& workspace, IntervalColumn& out);
void Evaluate(const HeldForNode& node, Workspace& workspace, IntervalColumn& out);
void Evaluate(const EverNode& node, Workspace& workspace, IntervalColumn& out);
void Evaluate(const KnownForNode& node, Workspace& workspace, IntervalColumn& out);
void Evaluate(const InListNode& node, Workspace& workspace, IntervalColumn& out);
void Evaluate(const DateFieldNode& node, Workspace& workspace, IntervalColumn& out);
void Evaluate(const AnniversaryNode& node, Workspace& workspace, IntervalColumn& out);
void Evaluate(const SampleNode& node, Workspace& workspace, IntervalColumn& out);
void Evaluate(const DidNode& node, Workspace& workspace, IntervalColumn& out);
void Evaluate(const OrdinalNode& node, Workspace& workspace, IntervalColumn& out);
void Evaluate(const AggregateNode& node, Workspace& workspace, IntervalColumn& out);
/// What the node tests, for one contact of the batch at an instant; none where it is missing.
std::optional<Value> AggregateAt(const AggregateNode& node, Workspace& workspace, std::uint32_t position,
                                 Instant instant);
void Evaluate(const InStateNode& node, Workspace& workspace, IntervalColumn& out);
void Evaluate(const WasInStateNode& node, Workspace& workspace, IntervalColumn& out);
void Evaluate(const LatchNode& node, Workspace& workspace, IntervalColumn& out);
void Evaluate(const SwitchNode& node, Workspace& workspace, IntervalColumn& out);
void Evaluate(const ScoreTestNode& node, Workspace& workspace, IntervalColumn& out);
/// The compiled test decides; `node` says which field.
void EvaluateField(const FieldNode& node, const CompiledTest& test, Workspace& workspace, IntervalColumn& out);
void RunLifecycle(LifecycleId lifecycle, Workspace& workspace, MoveColumn& out);
void RunScore(const Score& score, Workspace& workspace, StepColumn& out);

}  // namespace segue::engine
