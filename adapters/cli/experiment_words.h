// An experiment in plain sentences: what was found, and just as plainly what was not.
#pragma once

#include <string>
#include <vector>

#include "adapters/cli/reader.h"
#include "adapters/cli/session.h"
#include "engine/experiment_answer.h"

namespace segue::cli {

/// An experiment and what came out of it.
struct ComputedExperiment {
  const engine::Experiment* experiment = nullptr;
  engine::ExperimentResult result;
};

/// Differences whose corrected p value lies below are said to be more than chance.
inline constexpr double kSignificant = 0.05;

/// A figure of a measure for people: `18.28 %`, `1.42`, with so many decimals that `precision` shows two digits.
class MeasureText {
 public:
  MeasureText(const engine::Metric& metric, const engine::MeasureResult& result, const Reader& reader)
      : points_(result.method == engine::ExperimentMethod::kRate || metric.percent),
        currency_(metric.currency),
        reader_(reader) {}

  std::string Value(double value, double precision) const;
  /// `18.28 % (17.76 to 18.80)`, or `too few`.
  std::string ValueWithin(const engine::ArmFigure& figure) const;
  /// `7.66 points (7.00 to 8.32)`, `0.77 USD (0.49 to 1.05)`.
  std::string Difference(const engine::DifferenceEstimate& estimate, bool without_sign = false) const;
  /// The same without unit: `7.66 (7.00 to 8.32)`.
  std::string BareDifference(const engine::DifferenceEstimate& estimate) const;
  /// `points`, `USD`, or nothing.
  std::string Unit() const { return points_ ? reader_.Say(Phrase::kPoints) : currency_; }

 private:
  std::string Number(double value, double precision) const;

  bool points_;
  std::string currency_;
  const Reader& reader_;
};

/// `p 0.0123`, `p < 0.0001`.
std::string ProbabilityText(double p, const Reader& reader);

/// Whether the arms have the sizes they should have; loud where they have not.
std::string SizesSentence(const ComputedExperiment& computed, const Reader& reader);
/// One for each comparison of a measure, with the strata and the time before.
std::vector<std::string> FindingsOf(const engine::Program& program, const ComputedExperiment& computed,
                                    std::size_t measure, const Reader& reader);
/// What was left out, and how the figures are to be read.
std::vector<std::string> RemarksOf(const engine::Program& program, const ComputedExperiment& computed,
                                   const Reader& reader);

}  // namespace segue::cli
