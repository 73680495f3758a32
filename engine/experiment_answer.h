// What an experiment says: the arms, whether their sizes are as intended, each measure by arm, and the arms against
// each other.
//
// Who takes part: every contact that exists at some time of the range and has an arm, whether it is deleted later or
// not; what happens to people after they were assigned must not decide whether they are counted.
//
// A measure is a rate where a contact has it or has not (Wilson, Newcombe, Katz), a mean where contacts have any amount
// (Student, Welch, Fieller), a ratio where the denominator varies too (delta method). Figures of money and of points
// are in whole units.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/evaluation.h"
#include "statistics/interval.h"
#include "statistics/lift.h"
#include "statistics/sample_ratio.h"
#include "statistics/strata.h"

namespace segue::engine {

/// Arms beyond these are most likely no arms but a field with many values.
inline constexpr std::size_t kMostArms = 20;
/// Smaller groups get words instead of figures. (A rate that has what kFewestExpected asks is of no fewer.)
inline constexpr std::int64_t kFewestContacts = 10;
/// What equal rates would make one expect in each cell of the two by two table (Cochran 1954).
inline constexpr double kFewestExpected = 5;

struct ExperimentArm {
  std::string name;
  double share = 0;  // intended, of 1
  std::int64_t contacts = 0;
};

enum class ExperimentMethod : std::uint8_t { kRate, kMean, kRatio };

/// A measure in one arm.
struct ArmFigure {
  std::int64_t count = 0;  // contacts that it is taken of
  double sum = 0;          // of the numerator
  std::optional<double> value;
  std::optional<statistics::Interval> interval;  // 95 %
  std::optional<double> deviation;               // standard deviation between contacts, of a mean
};

/// A difference (arm − against), 95 % and uncorrected.
struct DifferenceEstimate {
  double difference = 0;
  statistics::Interval interval;
  double p_value = 1;
};
struct AdjustedEstimate {
  DifferenceEstimate estimate;
  double variance_reduction = 0;  // of 1
};

enum class NoComparison : std::uint8_t { kNone, kTooFew, kNoVariation };

struct ArmComparison {
  std::size_t arm = 0, against = 0;  // indexes into ExperimentResult::arms
  NoComparison missing = NoComparison::kNone;
  // What follows means something when nothing is missing.
  DifferenceEstimate plain;
  double p_corrected = 1;             // Holm, over the comparisons of this measure
  statistics::Interval corrected;     // Bonferroni: those of all comparisons hold together
  std::optional<double> incremental;  // the difference times the arm's contacts; not of ratios
  std::optional<statistics::Lift> lift;
  std::optional<statistics::StratifiedDifference> stratified;  // with strata; not of ratios
  // With a time before that tells the contacts apart; not of ratios.
  std::optional<AdjustedEstimate> adjusted;
};

struct MeasureResult {
  bool recorded = true;         // else it has no value: something that it counts was not recorded in the whole range
  bool before_recorded = true;  // the same of the time before
  ExperimentMethod method = ExperimentMethod::kRate;
  std::vector<ArmFigure> arms;             // parallel to ExperimentResult::arms
  std::vector<ArmComparison> comparisons;  // each arm with the control, then the other arms among themselves
};

struct ExperimentResult {
  Interval range;                   // up to the as-of instant
  std::vector<ExperimentArm> arms;  // the control first, then in code-point order
  std::int64_t without_arm = 0;     // contacts without arm, or with one that has no share
  std::optional<statistics::SampleRatio> sample_ratio;
  std::size_t strata = 0;               // combinations of their values that occur
  std::vector<MeasureResult> measures;  // parallel to Experiment::measures
  std::string error;                    // when not empty there is nothing else: what is wrong in the user's words
};

ExperimentResult ComputeExperiment(const Evaluator& evaluator, Instant as_of, const Experiment& experiment);

}  // namespace segue::engine
