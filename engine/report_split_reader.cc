// See report_split_reader.h.
#include "engine/report_split_reader.h"

#include <algorithm>
#include <tuple>

#include "engine/occurrences.h"

namespace segue::engine {

SplitReader::SplitReader(const ReportPlan& plan, const Batch* batch)
    : plan_(plan), batch_(batch), cursors_(plan.axes.size()) {
  if (batch == nullptr) return;
  const Program& program = plan.evaluator->program();
  const Timelines& timelines = batch->timelines();
  for (std::size_t i = 0; i < plan.axes.size(); ++i) {
    const auto& by = plan.axes[i].split->by;
    if (const auto* field = std::get_if<FieldSplit>(&by)) {
      if (field->field < timelines.fields.size())
        cursors_[i].field.emplace(timelines.fields[field->field], timelines.born);
    } else if (const auto* membership = std::get_if<MembershipSplit>(&by)) {
      cursors_[i].membership.emplace(batch->Moments(membership->node));
    } else if (const auto* state = std::get_if<StateSplit>(&by)) {
      cursors_[i].state.emplace(batch->Moves(state->run), StartState(program, state->run));
    } else if (const auto* score = std::get_if<ScoreSplit>(&by)) {
      cursors_[i].score = &batch->Steps(score->run);
    } else if (const auto* cohort = std::get_if<CohortSplit>(&by)) {
      cursors_[i].entered = FirstEntries(cohort->target);
    } else if (const auto* group = std::get_if<GroupSplit>(&by); group && !group->of_event) {
      for (const NodeId node : program.groups[group->group].nodes) {
        cursors_[i].group.emplace_back(batch->Moments(node));
      }
    }
  }
}

std::vector<Instant> SplitReader::FirstEntries(const Target& target) const {
  std::vector<Instant> entered(batch_->size(), kForever);
  const Measure first{FirstEntriesMeasure{target}};
  PlannedMeasure planned;
  planned.measure = &first;
  IntervalColumn scratch;
  Occurrences(*plan_.evaluator, planned, batch_, scratch).ForEach([&](const Occurrence& entry, std::uint32_t) {
    entered[entry.position] = entry.at;
  });
  return entered;
}

const EventColumn& SplitReader::Events(std::uint32_t kind) const {
  return (batch_ != nullptr ? batch_->timelines() : plan_.evaluator->common()).events[kind];
}

const Column& SplitReader::Property(const PropertySplit& by, std::uint32_t kind) const {
  static const Column kNotLoaded;
  const std::optional<PropertyId>& property = by.property_by_kind[kind];
  return property && *property < Events(kind).properties.size() ? Events(kind).properties[*property] : kNotLoaded;
}

void SplitReader::ReadLabels(std::size_t split, const Occurrence& occurrence) {
  const SplitAxis& axis = plan_.axes[split];
  Cursors& cursors = cursors_[split];
  const auto add = [this](std::uint32_t label) { labels_.push_back(label); };
  labels_.clear();
  if (std::holds_alternative<PropertySplit>(axis.split->by)) {
    AddEventLabels(split, occurrence.kind, occurrence.row);
  } else if (std::holds_alternative<GroupSplit>(axis.split->by)) {
    ReadGroup(split, occurrence);
  } else if (cursors.field) {
    const auto row = cursors.field->At(batch_->timelines_first() + occurrence.position, occurrence.read_at);
    if (row) axis.field.ForEachLabel(cursors.field->column(), *row, add);
  } else if (cursors.membership) {
    add(cursors.membership->At(occurrence.position, occurrence.read_at) ? axis.yes : axis.no);
  } else if (cursors.state) {
    add(axis.label_of_state[cursors.state->At(occurrence.position, occurrence.read_at)]);
  } else if (cursors.score != nullptr) {
    const auto points = PointsAt(*cursors.score, occurrence.position, occurrence.read_at);
    if (points) add(BandLabel(std::get<ScoreSplit>(axis.split->by).bands, *points));
  } else if (!cursors.entered.empty()) {
    const Instant entered = cursors.entered[occurrence.position];
    const std::uint32_t cohort = occurrence.at < entered ? ReportPeriods::kOutside : plan_.periods.Find(entered);
    if (cohort != ReportPeriods::kOutside) add(cohort + 1);  // 0 is kMissingLabel
  }
  if (labels_.empty()) add(kMissingLabel);
}

void SplitReader::AddEventLabels(std::size_t split, EventKindId kind, std::uint32_t row) {
  const SplitAxis& axis = plan_.axes[split];
  if (const auto* by = std::get_if<PropertySplit>(&axis.split->by)) {
    if (kind >= axis.property_by_kind.size()) return;
    axis.property_by_kind[kind].ForEachLabel(Property(*by, kind), row,
                                             [this](std::uint32_t label) { labels_.push_back(label); });
  } else if (kind < axis.matches_by_kind.size()) {
    labels_.push_back(axis.matches_by_kind[kind].LabelOf(Events(kind), row));
  }
}

/// Each label once, whatever the number of touches that have it.
void SplitReader::ReadTouches(std::size_t split, const std::vector<EventFact>& touches) {
  labels_.clear();
  for (const EventFact& touch : touches) AddEventLabels(split, touch.kind, touch.row);
  if (labels_.empty()) labels_.push_back(plan_.axes[split].none);
  std::sort(labels_.begin(), labels_.end());
  labels_.erase(std::unique(labels_.begin(), labels_.end()), labels_.end());
}

void SplitReader::ReadGroup(std::size_t split, const Occurrence& occurrence) {
  const SplitAxis& axis = plan_.axes[split];
  AddEventLabels(split, occurrence.kind, occurrence.row);
  std::vector<NodeCursor>& cursors = cursors_[split].group;
  for (std::size_t i = 0; i < cursors.size(); ++i) {
    if (cursors[i].At(occurrence.position, occurrence.read_at)) return labels_.push_back(axis.label_of_node[i]);
  }
}

std::span<const std::uint64_t> SplitReader::Keys(const Occurrence& occurrence, const PlannedMeasure& measure,
                                                 const std::vector<EventFact>* touches) {
  if (plan_.contact_keys && occurrence.position != kNoContact) {
    return {&StepAt(occurrence.position, occurrence.read_at).key, 1};
  }
  keys_.assign(1, plan_.per_contact ? occurrence.position : 0);
  if (!plan_.per_contact) ReadKeys(occurrence, measure, touches);
  return keys_;
}

void SplitReader::ReadKeys(const Occurrence& occurrence, const PlannedMeasure& measure,
                           const std::vector<EventFact>* touches) {
  for (std::size_t split = 0; split < plan_.axes.size(); ++split) {
    const bool credited = touches != nullptr && measure.credited[split];
    credited ? ReadTouches(split, *touches) : ReadLabels(split, occurrence);
    const std::uint64_t radix = plan_.axes[split].labels.size();
    next_.clear();
    for (const std::uint64_t key : keys_) {
      for (const std::uint32_t label : labels_) next_.push_back(key * radix + label);
    }
    keys_.swap(next_);
  }
}

// ---------------------------------------------------------------- keys of contacts

std::span<SplitReader::KeyStep> SplitReader::StepsOf(std::uint32_t position) {
  if (steps_of_.empty()) steps_of_.resize(batch_->size());
  if (steps_of_[position].second == 0) AddSteps(position);
  const auto [first, last] = steps_of_[position];
  return std::span(steps_).subspan(first, last - first);
}

void SplitReader::AddSteps(std::uint32_t position) {
  changes_.clear();
  std::uint64_t key = 0, weight = 1;
  label_of_split_.resize(plan_.axes.size());
  weight_of_split_.resize(plan_.axes.size());
  for (std::size_t split = plan_.axes.size(); split-- > 0; weight *= plan_.axes[split].labels.size()) {
    weight_of_split_[split] = weight;
    label_of_split_[split] = CollectChanges(split, position);
    key += weight * label_of_split_[split];
  }
  // Two moves at one instant keep their order.
  for (std::uint32_t i = 0; i < changes_.size(); ++i) changes_[i].order = i;
  std::sort(changes_.begin(), changes_.end(),
            [](const Change& a, const Change& b) { return std::tie(a.at, a.order) < std::tie(b.at, b.order); });
  const auto first = static_cast<std::uint32_t>(steps_.size());
  steps_.push_back({kAlways, key, kNoRow});
  for (const Change& change : changes_) {
    std::uint32_t& label = label_of_split_[change.split];
    // In unsigned arithmetic a label below the one before takes away.
    key += weight_of_split_[change.split] * (std::uint64_t{change.label} - label);
    label = change.label;
    KeyStep& last = steps_.back();
    if (last.at == change.at) {
      last.key = key;
    } else if (last.key != key) {
      steps_.push_back({change.at, key, kNoRow});
    }
  }
  steps_of_[position] = {first, static_cast<std::uint32_t>(steps_.size())};
}

/// Of one split, every change of its label; the label that holds before the first.
std::uint32_t SplitReader::CollectChanges(std::size_t split, std::uint32_t position) {
  const SplitAxis& axis = plan_.axes[split];
  const auto number = static_cast<std::uint32_t>(split);
  if (const auto* membership = std::get_if<MembershipSplit>(&axis.split->by)) {
    const IntervalView moments = batch_->Moments(membership->node)[position];
    for (std::size_t i = 0; i < moments.size(); ++i) {
      changes_.push_back({moments.starts[i], number, axis.yes, 0});
      changes_.push_back({moments.ends[i], number, axis.no, 0});
    }
    return axis.no;
  }
  if (const auto* state = std::get_if<StateSplit>(&axis.split->by)) {
    const MoveColumn& moves = batch_->Moves(state->run);
    for (std::uint32_t row = moves.offsets[position]; row < moves.offsets[position + 1]; ++row) {
      changes_.push_back({moves.at[row], number, axis.label_of_state[moves.to[row]], 0});
    }
    return axis.label_of_state[StartState(plan_.evaluator->program(), state->run)];
  }
  if (const auto* score = std::get_if<ScoreSplit>(&axis.split->by)) {
    const StepColumn& steps = batch_->Steps(score->run);
    for (std::uint32_t row = steps.offsets[position]; row < steps.offsets[position + 1]; ++row) {
      changes_.push_back({steps.at[row], number, BandLabel(score->bands, steps.values[row]), 0});
    }
    return kMissingLabel;
  }
  return ReadChanges(split, position);
}

/// Of a field or a group: the label is read wherever it may change.
std::uint32_t SplitReader::ReadChanges(std::size_t split, std::uint32_t position) {
  instants_.clear();
  const auto add = [&](const auto& instants, std::uint32_t first, std::uint32_t last) {
    instants_.insert(instants_.end(), instants.begin() + first, instants.begin() + last);
  };
  if (const auto* field = std::get_if<FieldSplit>(&plan_.axes[split].split->by)) {
    const auto& fields = batch_->timelines().fields;
    if (field->field < fields.size() && !fields[field->field].offsets.empty()) {
      const auto& offsets = fields[field->field].offsets;
      const std::uint32_t contact = batch_->timelines_first() + position;
      add(fields[field->field].at, offsets[contact], offsets[contact + 1]);
    }
  } else if (const auto* group = std::get_if<GroupSplit>(&plan_.axes[split].split->by)) {
    for (const NodeId node : plan_.evaluator->program().groups[group->group].nodes) {
      const IntervalColumn& column = batch_->Moments(node);
      add(column.starts, column.offsets[position], column.offsets[position + 1]);
      add(column.ends, column.offsets[position], column.offsets[position + 1]);
    }
    std::sort(instants_.begin(), instants_.end());
  }
  const auto label_at = [&](Instant at) {
    ReadLabels(split, {position, at, at});
    return labels_.front();
  };
  const std::uint32_t before = label_at(kAlways);
  for (const Instant at : instants_) changes_.push_back({at, static_cast<std::uint32_t>(split), label_at(at), 0});
  return before;
}

/// What is counted of one contact mostly ascends, so the next step is near.
SplitReader::KeyStep& SplitReader::StepAt(std::uint32_t position, Instant instant) {
  const std::span<KeyStep> steps = StepsOf(position);
  if (position != position_ || instant < latest_) step_ = 0;
  position_ = position;
  latest_ = instant;
  while (step_ + 1 < steps.size() && steps[step_ + 1].at <= instant) ++step_;
  return steps[step_];
}

std::vector<std::uint32_t> LabelsOfKey(const std::vector<SplitAxis>& axes, std::uint64_t key) {
  std::vector<std::uint32_t> labels(axes.size());
  for (std::size_t split = axes.size(); split-- > 0;) {
    labels[split] = static_cast<std::uint32_t>(key % axes[split].labels.size());
    key /= axes[split].labels.size();
  }
  return labels;
}

}  // namespace segue::engine
