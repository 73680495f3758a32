// Batch by batch: what each contact has of each measure, then its arm and strata.
#include "engine/experiment_counting.h"

#include <algorithm>
#include <utility>

#include "engine/answer_batches.h"
#include "engine/measure_counting.h"
#include "engine/ordered_merge.h"
#include "engine/report_split_reader.h"

namespace segue::engine {
namespace {

/// What a measure gives a contact; of averages `amount` is the sum of `count` values.
struct ContactAmount {
  double amount = 0;
  double count = 0;
};

/// What the measures of a per-contact plan give the contacts of one batch.
class ContactAmounts {
 public:
  ContactAmounts(const ReportPlan& plan, const Batch& batch, CountingScratch& scratch)
      : plan_(plan), totals_(ShapeOf(plan, batch)), row_of_position_(batch.size(), kNone) {
    CountBatch(plan, batch, scratch, totals_);
    for (std::uint32_t row = 0; row < totals_.rows(); ++row) {
      row_of_position_[static_cast<std::size_t>(totals_.key(row))] = row;
    }
  }

  ContactAmount Of(std::uint32_t measure_id, std::uint32_t position) const {
    const std::uint32_t row = row_of_position_[position];
    if (row == kNone) return {};
    const std::uint32_t index = plan_.IndexOf(measure_id);
    const std::size_t cell = totals_.Cell(row, index, 0);
    const auto& what = plan_.measures[index].measure->what;
    if (std::holds_alternative<EventStatisticMeasure>(what) || std::holds_alternative<LevelMeasure>(what)) {
      const StatisticState* state = totals_.state(cell);
      return state == nullptr ? ContactAmount{} : ContactAmount{state->sum(), static_cast<double>(state->count())};
    }
    const auto* sum = std::get_if<EventSumMeasure>(&what);
    return {sum != nullptr && !sum->money ? totals_.number(cell) : static_cast<double>(totals_.integer(cell)), 1};
  }
  bool too_large() const { return totals_.too_large(); }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  static TotalsShape ShapeOf(const ReportPlan& plan, const Batch& batch) {
    TotalsShape shape = plan.shape;
    shape.keys = batch.size();
    return shape;
  }

  const ReportPlan& plan_;
  Totals totals_;
  std::vector<std::uint32_t> row_of_position_;
};

bool IsAverage(const Measure& measure) {
  return std::holds_alternative<EventStatisticMeasure>(measure.what) ||
         std::holds_alternative<LevelMeasure>(measure.what);
}

class BatchCounter {
 public:
  BatchCounter(const ExperimentPlan& plan, const Batch& batch, CountingScratch& scratch)
      : plan_(plan), batch_(batch), groups_(plan.groups, &batch), during_(plan.during, batch, scratch) {
    if (plan.before) before_.emplace(*plan.before, batch, scratch);
  }

  ExperimentTotals Count() {
    ExperimentTotals totals(plan_.experiment->measures.size());
    totals.too_large = during_.too_large() || (before_ && before_->too_large());
    for (std::uint32_t position = 0; position < batch_.size(); ++position) {
      if (TakesPart(position)) AddContact(position, totals.Of(KeyOf(position)));
    }
    return totals;
  }

 private:
  bool TakesPart(std::uint32_t position) const {
    const IntervalView existence = batch_.Existence()[position];
    for (std::size_t i = 0; i < existence.size(); ++i) {
      if (existence.starts[i] < plan_.range.end && existence.ends[i] > plan_.range.start) return true;
    }
    return false;
  }

  std::uint64_t KeyOf(std::uint32_t position) {
    const Instant at = plan_.experiment->from ? std::max(plan_.range.start, batch_.Existence()[position].starts[0])
                                              : plan_.groups.as_of;
    static const PlannedMeasure kNothing;
    return groups_.Keys({position, at, at}, kNothing, nullptr).front();
  }

  void AddContact(std::uint32_t position, std::vector<ExperimentCell>& cells) const {
    const Program& program = plan_.groups.evaluator->program();
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const ExperimentMeasure& measure = plan_.experiment->measures[i];
      const ContactAmount amount = during_.Of(measure.numerator, position);
      ContactValue value{amount.amount, 1, 0};
      if (IsAverage(program.measures[measure.numerator])) value.y = amount.count;
      if (measure.denominator) value.y = during_.Of(*measure.denominator, position).amount;
      if (before_) value.before = before_->Of(measure.numerator, position).amount;
      cells[i].Add(value);
    }
  }

  const ExperimentPlan& plan_;
  const Batch& batch_;
  SplitReader groups_;
  ContactAmounts during_;
  std::optional<ContactAmounts> before_;
};

}  // namespace

void ExperimentTotals::Merge(const ExperimentTotals& next) {
  too_large = too_large || next.too_large;
  for (const auto& [key, cells] : next.cells_) {
    std::vector<ExperimentCell>& own = Of(key);
    for (std::size_t i = 0; i < own.size(); ++i) own[i].Merge(cells[i]);
  }
}

ExperimentTotals CountExperiment(const ExperimentPlan& plan) {
  const Evaluator& evaluator = *plan.groups.evaluator;
  OrderedMerge<ExperimentTotals> merge{ExperimentTotals(plan.experiment->measures.size())};
  std::vector<CountingScratch> scratch(evaluator.Threads());
  evaluator.Run(ScopeAt(plan.groups.as_of), plan.groups.roots,
                [&](std::size_t number, unsigned worker, const Batch& batch) {
                  merge.Add(number, BatchCounter(plan, batch, scratch[worker]).Count());
                });
  return std::move(merge.whole());
}

}  // namespace segue::engine
