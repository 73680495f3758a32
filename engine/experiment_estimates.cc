// One estimator for each measure; all of it is statistics/, put together.
#include "engine/experiment_estimates.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "statistics/corrections.h"
#include "statistics/cuped.h"
#include "statistics/mean_interval.h"
#include "statistics/ratio.h"
#include "statistics/two_means.h"
#include "statistics/two_proportions.h"

namespace segue::engine {
namespace {

using statistics::kUsualLevel;
using statistics::Sample;

class Estimator {
 public:
  Estimator(const MeasureCells& measure, MeasureResult& result) : measure_(measure), result_(result) {
    for (const std::vector<ExperimentCell>& strata : measure.cells) {
      ExperimentCell& arm = arms_.emplace_back();
      for (const ExperimentCell& cell : strata) arm.Merge(cell);
    }
    result_.method = MethodOf();
  }

  void Run() {
    for (const ExperimentCell& arm : arms_) result_.arms.push_back(FigureOf(arm));
    for (std::size_t arm = 1; arm < arms_.size(); ++arm) Compare(arm, 0);
    for (std::size_t arm = 1; arm < arms_.size(); ++arm) {
      for (std::size_t against = arm + 1; against < arms_.size(); ++against) Compare(arm, against);
    }
    Correct();
    if (measure_.before && result_.method != ExperimentMethod::kRatio) Adjust();
  }

 private:
  bool All(bool (ExperimentCell::*holds)() const) const {
    return std::ranges::all_of(arms_, [&](const ExperimentCell& arm) { return (arm.*holds)(); });
  }
  ExperimentMethod MethodOf() const {
    if (measure_.counts && All(&ExperimentCell::IsRate)) return ExperimentMethod::kRate;
    return All(&ExperimentCell::IsMean) ? ExperimentMethod::kMean : ExperimentMethod::kRatio;
  }
  bool IsRate() const { return result_.method == ExperimentMethod::kRate; }

  Sample Scaled(const Sample& sample) const {
    return {sample.count, sample.mean / measure_.scale, sample.variance / measure_.scale / measure_.scale};
  }
  /// A mean or a ratio as a sample of that mean; none where there is nothing to divide by.
  std::optional<Sample> SampleOf(const ExperimentCell& cell) const {
    if (result_.method == ExperimentMethod::kMean) return Scaled(cell.mean());
    const auto ratio = statistics::RatioSample(cell.pairs());
    return ratio ? std::optional(Scaled(*ratio)) : std::nullopt;
  }

  // ---- one arm

  ArmFigure FigureOf(const ExperimentCell& arm) const {
    ArmFigure figure;
    figure.count = result_.method == ExperimentMethod::kRatio ? arm.contacts() : arm.counted();
    figure.sum = arm.sum() / measure_.scale;
    if (IsRate()) {
      if (figure.count > 0) figure.value = arm.counts().Rate();
      figure.interval = statistics::WilsonInterval(arm.counts());
    } else if (const auto sample = SampleOf(arm); sample && sample->count > 0) {
      figure.value = sample->mean;
      figure.interval = statistics::MeanInterval(*sample);
      const bool varies = result_.method == ExperimentMethod::kMean && sample->count > 1;
      if (varies) figure.deviation = std::sqrt(sample->variance);
    }
    return figure;
  }

  // ---- two arms

  void Compare(std::size_t arm, std::size_t against) {
    ArmComparison& comparison = result_.comparisons.emplace_back();
    comparison.arm = arm;
    comparison.against = against;
    comparison.missing = WhyNot(arms_[arm], arms_[against]);
    if (comparison.missing != NoComparison::kNone) return;
    comparison.plain = *EstimateOf(arms_[arm], arms_[against], kUsualLevel);
    if (result_.method != ExperimentMethod::kRatio) {
      comparison.incremental = comparison.plain.difference * static_cast<double>(arms_[arm].counted());
    }
    comparison.lift = IsRate() ? statistics::LiftOfRates(arms_[arm].counts(), arms_[against].counts())
                               : statistics::LiftOfMeans(*SampleOf(arms_[arm]), *SampleOf(arms_[against]));
    if (measure_.strata) comparison.stratified = Stratified(arm, against);
  }

  NoComparison WhyNot(const ExperimentCell& arm, const ExperimentCell& against) const {
    if (IsRate()) {
      const auto rates = statistics::CompareRates(arm.counts(), against.counts());
      return rates && rates->smallest_expected >= kFewestExpected ? NoComparison::kNone : NoComparison::kTooFew;
    }
    const auto a = SampleOf(arm), b = SampleOf(against);
    if (!a || !b || std::min(a->count, b->count) < kFewestContacts) return NoComparison::kTooFew;
    return statistics::CompareMeans(*a, *b) ? NoComparison::kNone : NoComparison::kNoVariation;
  }

  static DifferenceEstimate Of(const auto& comparison) {
    return {comparison.difference, comparison.interval, comparison.p_value};
  }
  std::optional<DifferenceEstimate> EstimateOf(const ExperimentCell& arm, const ExperimentCell& against,
                                               double level) const {
    if (IsRate()) {
      const auto rates = statistics::CompareRates(arm.counts(), against.counts(), level);
      return rates ? std::optional(Of(*rates)) : std::nullopt;
    }
    const auto means = statistics::CompareMeans(*SampleOf(arm), *SampleOf(against), level);
    return means ? std::optional(Of(*means)) : std::nullopt;
  }

  std::optional<statistics::StratifiedDifference> Stratified(std::size_t arm, std::size_t against) const {
    const auto &a = measure_.cells[arm], &b = measure_.cells[against];
    if (IsRate()) {
      std::vector<statistics::RateStratum> strata;
      for (std::size_t i = 0; i < a.size(); ++i) strata.push_back({a[i].counts(), b[i].counts()});
      return statistics::CompareRatesByStratum(strata, statistics::Weighting::kPopulation);
    }
    if (result_.method == ExperimentMethod::kRatio) return {};
    std::vector<statistics::MeanStratum> strata;
    for (std::size_t i = 0; i < a.size(); ++i) strata.push_back({Scaled(a[i].mean()), Scaled(b[i].mean())});
    return statistics::CompareMeansByStratum(strata, statistics::Weighting::kPopulation);
  }

  // ---- all comparisons

  /// What could not be compared is no claim, so it does not count.
  void Correct() {
    std::vector<ArmComparison*> claims;
    std::vector<double> p_values;
    for (ArmComparison& comparison : result_.comparisons) {
      if (comparison.missing != NoComparison::kNone) continue;
      claims.push_back(&comparison);
      p_values.push_back(comparison.plain.p_value);
    }
    if (claims.empty()) return;
    const std::vector<double> corrected = statistics::HolmAdjusted(p_values);
    const double level = statistics::BonferroniLevel(kUsualLevel, claims.size());
    for (std::size_t i = 0; i < claims.size(); ++i) {
      claims[i]->p_corrected = corrected[i];
      claims[i]->corrected = EstimateOf(arms_[claims[i]->arm], arms_[claims[i]->against], level)->interval;
    }
  }

  void Adjust() {
    std::vector<statistics::PairMoments> pairs;
    for (const ExperimentCell& arm : arms_) pairs.push_back(arm.before());
    const auto adjusted = statistics::AdjustByCovariate(pairs);
    if (!adjusted || adjusted->theta == 0) return;
    for (ArmComparison& comparison : result_.comparisons) {
      if (comparison.missing != NoComparison::kNone) continue;
      const auto means =
          statistics::CompareMeans(Scaled(adjusted->arms[comparison.arm]), Scaled(adjusted->arms[comparison.against]));
      if (means) comparison.adjusted = AdjustedEstimate{Of(*means), adjusted->variance_reduction};
    }
  }

  const MeasureCells& measure_;
  MeasureResult& result_;
  std::vector<ExperimentCell> arms_;  // all strata together
};

}  // namespace

void EstimateMeasure(const MeasureCells& measure, MeasureResult& result) { Estimator(measure, result).Run(); }

}  // namespace segue::engine
