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

std::string Contacts(std::int64_t count, const Reader& reader) {
  return reader.Say(count == 1 ? Phrase::kOneContact : Phrase::kSomeContacts, {reader.Figure(count)});
}

std::string Joined(const std::vector<engine::Split>& strata) {
  std::string titles;
  for (const engine::Split& split : strata) titles += (titles.empty() ? "" : ", ") + Printable(split.title);
  return titles;
}

/// The sentences of one measure.
class Teller {
 public:
  Teller(const engine::Program& program, const ComputedExperiment& computed, std::size_t index, const Reader& reader)
      : computed_(computed),
        experiment_(*computed.experiment),
        metric_(program.metrics[experiment_.measures[index].metric]),
        measure_(computed.result.measures[index]),
        reader_(reader),
        text_(metric_, measure_, reader),
        name_(Printable(metric_.name)) {}

  void Tell(std::vector<std::string>& sentences) const {
    if (!measure_.recorded) {
      sentences.push_back(reader_.Say(Phrase::kNotRecordedYet, {name_}));
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
      return reader_.Say(Phrase::kTooFewToCompare, {arm, against, name_, HowFew(comparison)});
    }
    if (comparison.missing == NoComparison::kNoVariation)
      return reader_.Say(Phrase::kAllTheSame, {arm, against, name_});
    const DifferenceEstimate& plain = comparison.plain;
    if (comparison.p_corrected < kSignificant) {
      return reader_.Say(plain.difference > 0 ? Phrase::kRaises : Phrase::kLowers,
                         {arm, name_, text_.Difference(plain, true), against});
    }
    if (plain.p_value < kSignificant) {
      return reader_.Say(Phrase::kAloneOnly, {arm, against, name_, text_.Difference(plain), std::to_string(Claims())});
    }
    return reader_.Say(Phrase::kNoDifference, {arm, against, name_, text_.Difference(plain)});
  }

  std::string HowFew(const ArmComparison& comparison) const {
    const engine::ArmFigure &a = measure_.arms[comparison.arm], &b = measure_.arms[comparison.against];
    const auto of = [&](const engine::ArmFigure& figure) {
      return reader_.Say(Phrase::kPartsOf, {reader_.Figure(std::int64_t{std::llround(figure.sum)}),
                                            reader_.Figure(std::int64_t{figure.count})});
    };
    if (measure_.method == ExperimentMethod::kRate) return reader_.Say(Phrase::kOneAndOther, {of(a), of(b)});
    return reader_.Say(Phrase::kOneAndOther, {Contacts(a.count, reader_), Contacts(b.count, reader_)});
  }

  std::string EvenedOut(const ArmComparison& comparison) const {
    const statistics::StratifiedDifference& even = *comparison.stratified;
    std::string text =
        reader_.Say(Phrase::kEvenedOut,
                    {Joined(experiment_.strata), text_.Difference({even.difference, even.interval, even.p_value}),
                     ProbabilityText(even.p_value, reader_)});
    if (even.left_out > 0) text += reader_.Say(Phrase::kStrataLeftOut, {Contacts(even.left_out, reader_)});
    return even.sign_flips ? reader_.Say(Phrase::kSignFlips, {text}) : text;
  }

  std::string Adjusted(const engine::AdjustedEstimate& adjusted) const {
    return reader_.Say(Phrase::kAdjusted,
                       {text_.Difference(adjusted.estimate), ProbabilityText(adjusted.estimate.p_value, reader_),
                        html::LocalDigits(Fixed(adjusted.variance_reduction * 100, 1), reader_.language())});
  }

  const ComputedExperiment& computed_;
  const engine::Experiment& experiment_;
  const engine::Metric& metric_;
  const MeasureResult& measure_;
  const Reader& reader_;
  MeasureText text_;
  std::string name_;
};

}  // namespace

// ---------------------------------------------------------------- figures

std::string MeasureText::Number(double value, double precision) const {
  const double scale = points_ ? 100 : 1;
  return html::LocalDigits(Fixed(value * scale, DecimalsFor(precision * scale)), reader_.language());
}

std::string MeasureText::Value(double value, double precision) const {
  return Number(value, precision) + (points_ ? " %" : "");
}

std::string MeasureText::ValueWithin(const engine::ArmFigure& figure) const {
  if (!figure.value) return "–";
  if (figure.count < engine::kFewestContacts) return reader_.Say(Phrase::kTooFew);
  if (!figure.interval) return Value(*figure.value, 0);
  const double precision = HalfWidth(*figure.interval);
  return reader_.Say(Phrase::kWithin, {Value(*figure.value, precision), Number(figure.interval->low, precision),
                                       Number(figure.interval->high, precision)});
}

std::string MeasureText::BareDifference(const engine::DifferenceEstimate& estimate) const {
  const double precision = HalfWidth(estimate.interval);
  return reader_.Say(Phrase::kWithin, {Number(estimate.difference, precision), Number(estimate.interval.low, precision),
                                       Number(estimate.interval.high, precision)});
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

std::string ProbabilityText(double p, const Reader& reader) {
  return html::LocalDigits(p < 0.0001 ? "p < 0.0001" : "p " + Fixed(p, 4), reader.language());
}

// ---------------------------------------------------------------- sentences

std::string SizesSentence(const ComputedExperiment& computed, const Reader& reader) {
  const auto& ratio = computed.result.sample_ratio;
  if (!ratio) return reader.Say(Phrase::kSizesUntested);
  if (!ratio->mismatch) return reader.Say(Phrase::kSizesAsIntended, {ProbabilityText(ratio->p_value, reader)});
  std::string sizes;
  std::int64_t contacts = 0;
  for (const engine::ExperimentArm& arm : computed.result.arms) contacts += arm.contacts;
  for (const engine::ExperimentArm& arm : computed.result.arms) {
    sizes += (sizes.empty() ? "" : ", ") +
             reader.Say(Phrase::kArmSize,
                        {Printable(arm.name), reader.Figure(std::int64_t{arm.contacts}),
                         reader.Figure(std::int64_t{std::llround(arm.share * static_cast<double>(contacts))})});
  }
  return reader.Say(Phrase::kSizesMismatch, {ProbabilityText(ratio->p_value, reader), sizes});
}

std::vector<std::string> FindingsOf(const engine::Program& program, const ComputedExperiment& computed,
                                    std::size_t measure, const Reader& reader) {
  std::vector<std::string> sentences;
  Teller(program, computed, measure, reader).Tell(sentences);
  return sentences;
}

namespace {

/// How the figures of one measure are to be read.
void AddRemarks(const ComputedExperiment& computed, std::size_t index, const std::string& name, const Reader& reader,
                std::vector<std::string>& remarks) {
  const engine::Experiment& experiment = *computed.experiment;
  const MeasureResult& measure = computed.result.measures[index];
  const bool ratio = measure.method == ExperimentMethod::kRatio;
  if (ratio) {
    const bool more = !experiment.strata.empty() || experiment.before;
    remarks.push_back(reader.Say(Phrase::kRatioRemark, {name}) + (more ? reader.Say(Phrase::kNotAdjusted) : ""));
  } else if (experiment.measures[index].denominator) {
    remarks.push_back(reader.Say(Phrase::kOnlyWithDenominator, {name}));
  }
  if (!experiment.before || ratio) return;
  const auto is_adjusted = [](const ArmComparison& comparison) { return comparison.adjusted.has_value(); };
  if (!measure.before_recorded) {
    remarks.push_back(reader.Say(Phrase::kBeforeUnrecorded, {name}));
  } else if (std::ranges::none_of(measure.comparisons, is_adjusted)) {
    remarks.push_back(reader.Say(Phrase::kBeforeTellsNothing, {name}));
  }
}

}  // namespace

std::vector<std::string> RemarksOf(const engine::Program& program, const ComputedExperiment& computed,
                                   const Reader& reader) {
  const engine::ExperimentResult& result = computed.result;
  std::vector<std::string> remarks;
  std::size_t claims = 0;
  for (std::size_t i = 0; i < result.measures.size(); ++i) {
    if (!result.measures[i].recorded) continue;
    claims = std::max(claims, result.measures[i].comparisons.size());
    AddRemarks(computed, i, Printable(program.metrics[computed.experiment->measures[i].metric].name), reader, remarks);
  }
  if (claims > 1) {
    remarks.push_back(reader.Say(Phrase::kHolm, {std::to_string(claims)}));
  }
  if (result.without_arm > 0) {
    remarks.push_back(reader.Say(result.without_arm == 1 ? Phrase::kOneWithoutArm : Phrase::kSomeWithoutArm,
                                 {reader.Figure(std::int64_t{result.without_arm})}));
  }
  return remarks;
}

}  // namespace segue::cli
