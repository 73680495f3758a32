// Sentences of an experiment. A figure never has more digits than its interval bears.
#include "adapters/cli/experiment_words.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

namespace segue::cli {
namespace {

using engine::ArmComparison;
using engine::DifferenceEstimate;
using engine::ExperimentMethod;
using engine::MeasureResult;
using engine::NoComparison;

std::string Fixed(double value, int decimals) {
  char buffer[400];
  std::snprintf(buffer, sizeof buffer, "%.*f", decimals, value);
  const std::string text = WithThousands(buffer);
  const bool zero = text.find_first_not_of("-0.") == std::string::npos;
  return zero && text.front() == '-' ? text.substr(1) : text;
}

/// Two digits of the precision, but no fewer than hundredths.
int DecimalsFor(double precision) {
  if (!(precision > 0)) return 2;
  return std::clamp(1 - static_cast<int>(std::floor(std::log10(precision))), 2, 6);
}

double HalfWidth(const statistics::Interval& interval) { return (interval.high - interval.low) / 2; }

std::string Count(std::int64_t count) { return WithThousands(std::to_string(count)); }

std::string Contacts(std::int64_t count) { return Count(count) + (count == 1 ? " contact" : " contacts"); }

std::string Joined(const std::vector<engine::Split>& strata) {
  std::string titles;
  for (const engine::Split& split : strata) titles += (titles.empty() ? "" : ", ") + Printable(split.title);
  return titles;
}

/// The sentences of one measure.
class Teller {
 public:
  Teller(const engine::Program& program, const ComputedExperiment& computed, std::size_t index)
      : computed_(computed),
        experiment_(*computed.experiment),
        metric_(program.metrics[experiment_.measures[index].metric]),
        measure_(computed.result.measures[index]),
        text_(metric_, measure_),
        name_(Printable(metric_.name)) {}

  void Tell(std::vector<std::string>& sentences) const {
    if (!measure_.recorded) {
      sentences.push_back(name_ +
                          " has no value: something that it counts was not recorded yet when the range begins, or "
                          "never imported");
      return;
    }
    for (const ArmComparison& comparison : measure_.comparisons) {
      sentences.push_back(Finding(comparison));
      if (comparison.stratified) sentences.push_back(EvenedOut(comparison));
      if (comparison.adjusted) sentences.push_back(Adjusted(*comparison.adjusted));
    }
  }

 private:
  std::string Arm(std::size_t arm) const { return Printable(computed_.result.arms[arm].name); }

  std::size_t Claims() const {
    return static_cast<std::size_t>(
        std::ranges::count(measure_.comparisons, NoComparison::kNone, &ArmComparison::missing));
  }

  std::string Finding(const ArmComparison& comparison) const {
    const std::string arm = Arm(comparison.arm), against = Arm(comparison.against);
    if (comparison.missing == NoComparison::kTooFew) {
      return arm + " against " + against + ", " + name_ + ": too few to compare" + HowFew(comparison);
    }
    if (comparison.missing == NoComparison::kNoVariation) {
      return arm + " against " + against + ", " + name_ + ": all contacts have the same, there is nothing to compare";
    }
    const DifferenceEstimate& plain = comparison.plain;
    if (comparison.p_corrected < kSignificant) {
      return arm + (plain.difference > 0 ? " raises " : " lowers ") + name_ + " by " + text_.Difference(plain, true) +
             " against " + against + ": more than chance explains";
    }
    const std::string seen = arm + " against " + against + ", " + name_ + ": ";
    if (plain.p_value < kSignificant) {
      return seen + text_.Difference(plain) + " would count alone, but not as one of " + std::to_string(Claims()) +
             " comparisons: no difference can be seen";
    }
    return seen + "no difference can be seen: " + text_.Difference(plain);
  }

  std::string HowFew(const ArmComparison& comparison) const {
    const engine::ArmFigure &a = measure_.arms[comparison.arm], &b = measure_.arms[comparison.against];
    const auto of = [](const engine::ArmFigure& figure) {
      return Count(std::llround(figure.sum)) + " of " + Count(figure.count);
    };
    if (measure_.method == ExperimentMethod::kRate) return " (" + of(a) + " and " + of(b) + ")";
    return " (" + Contacts(a.count) + " and " + Contacts(b.count) + ")";
  }

  std::string EvenedOut(const ArmComparison& comparison) const {
    const statistics::StratifiedDifference& even = *comparison.stratified;
    std::string text = "Evened out by " + Joined(experiment_.strata) + ": " +
                       text_.Difference({even.difference, even.interval, even.p_value}) + ", " +
                       ProbabilityText(even.p_value);
    if (even.left_out > 0) text += "; " + Contacts(even.left_out) + " in strata with too few of an arm left out";
    if (even.sign_flips) {
      text =
          "WARNING: the sign flips. " + text + ". The arms are mixed differently, and that makes the difference above";
    }
    return text;
  }

  std::string Adjusted(const engine::AdjustedEstimate& adjusted) const {
    return "Adjusted by the time before (CUPED): " + text_.Difference(adjusted.estimate) + ", " +
           ProbabilityText(adjusted.estimate.p_value) + "; " + Fixed(adjusted.variance_reduction * 100, 1) +
           " % less variance";
  }

  const ComputedExperiment& computed_;
  const engine::Experiment& experiment_;
  const engine::Metric& metric_;
  const MeasureResult& measure_;
  MeasureText text_;
  std::string name_;
};

}  // namespace

// ---------------------------------------------------------------- figures

std::string MeasureText::Number(double value, double precision) const {
  const double scale = points_ ? 100 : 1;
  return Fixed(value * scale, DecimalsFor(precision * scale));
}

std::string MeasureText::Value(double value, double precision) const {
  return Number(value, precision) + (points_ ? " %" : "");
}

std::string MeasureText::ValueWithin(const engine::ArmFigure& figure) const {
  if (!figure.value) return "–";
  if (figure.count < engine::kFewestContacts) return "too few";
  if (!figure.interval) return Value(*figure.value, 0);
  const double precision = HalfWidth(*figure.interval);
  return Value(*figure.value, precision) + " (" + Number(figure.interval->low, precision) + " to " +
         Number(figure.interval->high, precision) + ")";
}

std::string MeasureText::BareDifference(const engine::DifferenceEstimate& estimate) const {
  const double precision = HalfWidth(estimate.interval);
  return Number(estimate.difference, precision) + " (" + Number(estimate.interval.low, precision) + " to " +
         Number(estimate.interval.high, precision) + ")";
}

std::string MeasureText::Difference(const engine::DifferenceEstimate& estimate, bool without_sign) const {
  DifferenceEstimate shown = estimate;
  if (without_sign && shown.difference < 0) {
    shown.difference = -estimate.difference;
    shown.interval = {-estimate.interval.high, -estimate.interval.low};
  }
  const std::string text = BareDifference(shown);
  return Unit().empty() ? text : text.substr(0, text.find(' ')) + " " + Unit() + text.substr(text.find(' '));
}

std::string ProbabilityText(double p) { return p < 0.0001 ? "p < 0.0001" : "p " + Fixed(p, 4); }

// ---------------------------------------------------------------- sentences

std::string SizesSentence(const ComputedExperiment& computed) {
  const auto& ratio = computed.result.sample_ratio;
  if (!ratio) return "the sizes of the arms cannot be tested";
  if (!ratio->mismatch) return "sizes of the arms: as intended (" + ProbabilityText(ratio->p_value) + ")";
  std::string sizes;
  std::int64_t contacts = 0;
  for (const engine::ExperimentArm& arm : computed.result.arms) contacts += arm.contacts;
  for (const engine::ExperimentArm& arm : computed.result.arms) {
    sizes += (sizes.empty() ? "" : ", ") + Printable(arm.name) + " has " + Count(arm.contacts) + " and should have " +
             Count(std::llround(arm.share * static_cast<double>(contacts)));
  }
  return "SAMPLE RATIO MISMATCH (" + ProbabilityText(ratio->p_value) + "): " + sizes +
         ". The arms were not filled as intended; trust no figure below until you know why.";
}

std::vector<std::string> FindingsOf(const engine::Program& program, const ComputedExperiment& computed,
                                    std::size_t measure) {
  std::vector<std::string> sentences;
  Teller(program, computed, measure).Tell(sentences);
  return sentences;
}

namespace {

/// How the figures of one measure are to be read.
void AddRemarks(const ComputedExperiment& computed, std::size_t index, const std::string& name,
                std::vector<std::string>& remarks) {
  const engine::Experiment& experiment = *computed.experiment;
  const MeasureResult& measure = computed.result.measures[index];
  const bool ratio = measure.method == ExperimentMethod::kRatio;
  if (ratio) {
    const bool more = !experiment.strata.empty() || experiment.before;
    remarks.push_back(name + " is a ratio of two sums that both vary (delta method)" +
                      (more ? "; it is not evened out or adjusted" : ""));
  } else if (experiment.measures[index].denominator) {
    remarks.push_back(name + " looks only at contacts that have its denominator, and an arm may change who they are");
  }
  if (!experiment.before || ratio) return;
  const auto is_adjusted = [](const ArmComparison& comparison) { return comparison.adjusted.has_value(); };
  if (!measure.before_recorded) {
    remarks.push_back(name + ": what it counts was not recorded yet in the time before, so nothing is adjusted by it");
  } else if (std::ranges::none_of(measure.comparisons, is_adjusted)) {
    remarks.push_back(name + ": the time before tells nothing about it, so nothing is adjusted by it");
  }
}

}  // namespace

std::vector<std::string> RemarksOf(const engine::Program& program, const ComputedExperiment& computed) {
  const engine::ExperimentResult& result = computed.result;
  std::vector<std::string> remarks;
  std::size_t claims = 0;
  for (std::size_t i = 0; i < result.measures.size(); ++i) {
    if (!result.measures[i].recorded) continue;
    claims = std::max(claims, result.measures[i].comparisons.size());
    AddRemarks(computed, i, Printable(program.metrics[computed.experiment->measures[i].metric].name), remarks);
  }
  if (claims > 1) {
    remarks.push_back("each interval holds for itself (95 %); p values are corrected for the " +
                      std::to_string(claims) + " comparisons of a measure (Holm), and so is the verdict");
  }
  if (result.without_arm > 0) {
    remarks.push_back(Contacts(result.without_arm) +
                      (result.without_arm == 1 ? " has no arm and is left out" : " have no arm and are left out"));
  }
  return remarks;
}

}  // namespace segue::cli
