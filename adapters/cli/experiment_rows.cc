// Every row has all columns; what it does not speak of is empty.
#include "adapters/cli/experiment_rows.h"

#include <array>
#include <cmath>

namespace segue::cli {
namespace {

using engine::ExperimentMethod;

constexpr std::array kColumns = {"experiment",
                                 "measure",
                                 "method",
                                 "arm",
                                 "against",
                                 "n",
                                 "sum",
                                 "value",
                                 "low",
                                 "high",
                                 "deviation",
                                 "difference",
                                 "difference_low",
                                 "difference_high",
                                 "lift",
                                 "lift_low",
                                 "lift_high",
                                 "incremental",
                                 "p",
                                 "p_corrected",
                                 "corrected_low",
                                 "corrected_high",
                                 "variance_reduction"};

enum Column : std::size_t {
  kExperiment,
  kMeasure,
  kMethod,
  kArm,
  kAgainst,
  kN,
  kSum,
  kValue,
  kLow,
  kHigh,
  kDeviation,
  kDifference,
  kDifferenceLow,
  kDifferenceHigh,
  kLift,
  kLiftLow,
  kLiftHigh,
  kIncremental,
  kP,
  kPCorrected,
  kCorrectedLow,
  kCorrectedHigh,
  kVarianceReduction
};

using Row = std::array<Value, kColumns.size()>;

/// Estimates have six decimals.
Value Figure(double value) { return Rate{value, false}; }
Value Figure(const std::optional<double>& value) { return value ? Figure(*value) : Value{}; }
/// The end of an interval; of money rounded as money is, to a ten-thousandth: no sample is known better than that.
Value End(double value, const engine::Metric& metric) {
  if (metric.unit != engine::Unit::kMoney) return Figure(value);
  return std::round(value * static_cast<double>(engine::kMoneyScale)) / static_cast<double>(engine::kMoneyScale);
}

const char* NameOf(ExperimentMethod method) {
  switch (method) {
    case ExperimentMethod::kRate:
      return "rate";
    case ExperimentMethod::kMean:
      return "mean";
    case ExperimentMethod::kRatio:
      break;
  }
  return "ratio";
}

class RowWriter {
 public:
  RowWriter(ResultWriter& writer, const Population& population, const ComputedExperiment& computed)
      : writer_(writer), program_(population.program), computed_(computed) {}

  void Write() {
    WriteSizes();
    for (std::size_t i = 0; i < computed_.result.measures.size(); ++i) WriteMeasure(i);
  }

 private:
  Row Begin(const engine::Metric* metric, const char* method) const {
    Row row{};
    row[kExperiment] = std::string_view(computed_.experiment->name);
    if (metric != nullptr) row[kMeasure] = std::string_view(metric->name);
    row[kMethod] = std::string_view(method);
    return row;
  }
  std::string_view Arm(std::size_t arm) const { return computed_.result.arms[arm].name; }

  /// `value` is an arm's share of all, `p` says whether the sizes can be chance.
  void WriteSizes() {
    std::int64_t contacts = 0;
    for (const engine::ExperimentArm& arm : computed_.result.arms) contacts += arm.contacts;
    Row row = Begin(nullptr, "sizes");
    row[kN] = contacts;
    if (computed_.result.sample_ratio) row[kP] = Figure(computed_.result.sample_ratio->p_value);
    writer_.Row(row);
  }

  void WriteMeasure(std::size_t index) {
    const engine::Metric& metric = program_.metrics[computed_.experiment->measures[index].metric];
    const engine::MeasureResult& measure = computed_.result.measures[index];
    if (!measure.recorded) return writer_.Row(Begin(&metric, "not recorded"));
    for (std::size_t arm = 0; arm < measure.arms.size(); ++arm) WriteArm(metric, measure, arm);
    for (const engine::ArmComparison& comparison : measure.comparisons) {
      WriteComparison(metric, measure, comparison);
      if (const auto& even = comparison.stratified) {
        WriteEstimate(metric, comparison, "stratified", {even->difference, even->interval, even->p_value}, {});
      }
      if (const auto& adjusted = comparison.adjusted) {
        WriteEstimate(metric, comparison, "cuped", adjusted->estimate, adjusted->variance_reduction);
      }
    }
  }

  static Value SumOf(const engine::Metric& metric, const engine::MeasureResult& measure, double sum) {
    if (metric.unit == engine::Unit::kMoney) {
      return Amount{engine::Money{std::llround(sum * engine::kMoneyScale)}, metric.currency, true};
    }
    if (measure.method == ExperimentMethod::kRate) return static_cast<std::int64_t>(std::llround(sum));
    return sum;
  }

  void WriteArm(const engine::Metric& metric, const engine::MeasureResult& measure, std::size_t arm) {
    const engine::ArmFigure& figure = measure.arms[arm];
    Row row = Begin(&metric, NameOf(measure.method));
    row[kArm] = Arm(arm);
    row[kN] = figure.count;
    row[kSum] = SumOf(metric, measure, figure.sum);
    row[kValue] = Figure(figure.value);
    if (figure.interval) {
      row[kLow] = End(figure.interval->low, metric);
      row[kHigh] = End(figure.interval->high, metric);
    }
    row[kDeviation] = Figure(figure.deviation);
    writer_.Row(row);
  }

  static void SetDifference(Row& row, const engine::Metric& metric, const engine::DifferenceEstimate& estimate) {
    row[kDifference] = Figure(estimate.difference);
    row[kDifferenceLow] = End(estimate.interval.low, metric);
    row[kDifferenceHigh] = End(estimate.interval.high, metric);
    row[kP] = Figure(estimate.p_value);
  }

  void WriteComparison(const engine::Metric& metric, const engine::MeasureResult& measure,
                       const engine::ArmComparison& comparison) {
    Row row = Begin(&metric, NameOf(measure.method));
    row[kArm] = Arm(comparison.arm);
    row[kAgainst] = Arm(comparison.against);
    row[kN] = measure.arms[comparison.arm].count;
    if (comparison.missing == engine::NoComparison::kNone) {
      SetDifference(row, metric, comparison.plain);
      if (comparison.incremental) {
        row[kIncremental] = metric.unit == engine::Unit::kMoney ? SumOf(metric, measure, *comparison.incremental)
                                                                : Figure(*comparison.incremental);
      }
      row[kPCorrected] = Figure(comparison.p_corrected);
      row[kCorrectedLow] = End(comparison.corrected.low, metric);
      row[kCorrectedHigh] = End(comparison.corrected.high, metric);
      if (comparison.lift) SetLift(row, *comparison.lift);
    }
    writer_.Row(row);
  }

  static void SetLift(Row& row, const statistics::Lift& lift) {
    row[kLift] = Figure(lift.lift);
    if (!lift.interval) return;
    row[kLiftLow] = Figure(lift.interval->low);
    row[kLiftHigh] = Figure(lift.interval->high);
  }

  void WriteEstimate(const engine::Metric& metric, const engine::ArmComparison& comparison, const char* method,
                     const engine::DifferenceEstimate& estimate, const std::optional<double>& variance_reduction) {
    Row row = Begin(&metric, method);
    row[kArm] = Arm(comparison.arm);
    row[kAgainst] = Arm(comparison.against);
    SetDifference(row, metric, estimate);
    row[kVarianceReduction] = Figure(variance_reduction);
    writer_.Row(row);
  }

  ResultWriter& writer_;
  const engine::Program& program_;
  const ComputedExperiment& computed_;
};

}  // namespace

std::vector<OutputColumn> ExperimentColumns() {
  std::vector<OutputColumn> columns;
  columns.reserve(kColumns.size());
  for (const char* name : kColumns) columns.push_back({name});
  return columns;
}

void WriteExperimentRows(ResultWriter& writer, const Population& population, const ComputedExperiment& computed) {
  RowWriter(writer, population, computed).Write();
}

}  // namespace segue::cli
