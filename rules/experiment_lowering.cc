// `experiment` declarations. What only the data knows (the values of a text field) is checked when it is computed.
#include "rules/experiment_lowering.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "rules/codes.h"
#include "rules/condition_lowering.h"
#include "rules/contact_split.h"
#include "rules/tested_measure.h"
#include "rules/time_reader.h"

namespace segue::rules {
namespace {

/// Shares that add up to 100 percent up to this were meant to: 33 % three times.
constexpr double kShareRounding = 0.011;

class ExperimentLowering {
 public:
  ExperimentLowering(Context& context, Metrics& metrics, const MeasurePool& measures)
      : context_(context), metrics_(metrics), measures_(measures) {}

  engine::Experiment Lower(const Declared<dsl::ExperimentDeclaration>& declared) {
    experiment_.name = declared.syntax->name.text;
    experiment_.description = *declared.description;
    for (const dsl::ExperimentItem& item : declared.syntax->items) {
      std::visit([&](const auto& part) { Add(part, item.span); }, item.item);
    }
    CheckWhole(declared.syntax->name);
    return std::move(experiment_);
  }

 private:
  bool IsSecond(bool& earlier, dsl::Span span, const char* what) {
    if (earlier)
      context_.report.Error(code::kSaidTwice, span, "this experiment already has " + std::string(what), "keep one");
    return std::exchange(earlier, true);
  }

  // ---- arms

  void Add(const dsl::ArmsByField& arms, dsl::Span span) {
    if (IsSecond(has_arms_, span, "arms")) return;
    experiment_.control = arms.control;
    arms_name_ = arms.field.text;
    const auto split = ContactSplitOf(context_, arms.field, "arms");
    if (split) {
      CheckArm(*split, arms.control, arms.control_span);
      experiment_.arms = split->split;
    }
    for (const dsl::ArmShare& share : arms.shares) AddShare(share, split ? &*split : nullptr);
    if (!arms.shares.empty()) CheckShares(arms);
  }

  void CheckArm(const ContactSplit& split, const std::string& arm, dsl::Span span) {
    if (split.labels.empty() || std::ranges::find(split.labels, arm) != split.labels.end()) return;
    std::vector<std::string> quoted;
    for (const std::string& label : split.labels) quoted.push_back(Quote(label));
    context_.report.Error(code::kNoSuchArm, span, Quote(split.split.title) + " never is " + Quote(arm),
                          "write one of " + Enumerate(quoted, " or "));
  }

  void AddShare(const dsl::ArmShare& written, const ContactSplit* split) {
    const auto is_same = [&](const engine::ArmShare& share) { return share.arm == written.arm; };
    if (std::ranges::any_of(experiment_.shares, is_same)) {
      context_.report.Error(code::kSaidTwice, written.span, Quote(written.arm) + " already has a share", "keep one");
    }
    if (split != nullptr) CheckArm(*split, written.arm, written.span);
    const auto share = context_.parameters.ShareOf(written.share);
    if (!share) return;
    if (*share <= 0 || *share >= 1) {
      context_.report.Error(code::kBadShare, written.share.span, "the share of an arm lies between 0 and 100 percent",
                            "write for example `" + Quote(written.arm) + " 50%`");
    }
    experiment_.shares.push_back({written.arm, *share});
  }

  void CheckShares(const dsl::ArmsByField& arms) {
    double sum = 0;
    for (const engine::ArmShare& share : experiment_.shares) sum += share.share;
    const bool all_read = experiment_.shares.size() == arms.shares.size();
    dsl::Span span = arms.shares.front().span;
    span.end = arms.shares.back().span.end;
    if (all_read && std::abs(sum - 1) > kShareRounding) {
      context_.report.Error(code::kBadShare, span, "the shares of the arms do not add up to 100 percent",
                            "give every arm its share, the control too");
    }
    const auto is_control = [&](const engine::ArmShare& share) { return share.arm == arms.control; };
    if (all_read && std::ranges::none_of(experiment_.shares, is_control)) {
      context_.report.Error(code::kNoSuchArm, span, "the control " + Quote(arms.control) + " has no share",
                            "give every arm its share, the control too");
    }
  }

  /// The sample is one arm, who is not in it the control.
  void Add(const dsl::ArmsBySample& arms, dsl::Span span) {
    if (IsSecond(has_arms_, span, "arms")) return;
    const auto share = context_.parameters.ShareOf(arms.share);
    if (share && *share >= 1) {
      context_.report.Error(code::kBadShare, arms.share.span, "a sample of 100 percent leaves no control",
                            "take less than 100 percent");
      return;
    }
    dsl::Condition condition;
    condition.node = dsl::SampleCondition{arms.share, arms.sample};
    condition.span = span;
    const engine::NodeId node = ConditionLowering(context_).Lower(condition);
    if (node == kFailed || !share) return;
    experiment_.arms = {arms.sample, engine::MembershipSplit{node, "sample", "rest"}};
    experiment_.control = "rest";
    experiment_.shares = {{"rest", 1 - *share}, {"sample", *share}};
  }

  // ---- what is compared

  void Add(const dsl::MeasureNames& written, dsl::Span) {
    has_measures_ = true;
    for (const dsl::Name& name : written.metrics) {
      if (IsRepeated(measure_names_, name)) continue;
      const auto measure = TestedMeasureOf(context_, metrics_, measures_, name);
      if (measure) experiment_.measures.push_back(*measure);
    }
  }

  void Add(const dsl::StrataNames& written, dsl::Span) {
    for (const dsl::Name& name : written.fields) {
      if (IsRepeated(strata_names_, name)) continue;
      strata_.push_back(name);
      auto split = ContactSplitOf(context_, name, "strata");
      if (split) experiment_.strata.push_back(std::move(split->split));
    }
  }

  bool IsRepeated(std::vector<std::string>& names, const dsl::Name& name) {
    const bool repeated = std::ranges::find(names, name.text) != names.end();
    if (repeated) context_.report.Error(code::kSaidTwice, name.span, Quote(name.text) + " is named twice", "keep one");
    names.push_back(name.text);
    return repeated;
  }

  // ---- time

  void Add(const dsl::ExperimentRange& range, dsl::Span span) {
    if (IsSecond(has_range_, span, "a range")) return;
    TimeReader time(context_);
    const auto from = time.PlaceOf(range.from);
    const auto to = range.to ? time.PlaceOf(*range.to) : std::nullopt;
    if (!from || (range.to && !to)) return;
    experiment_.from = *from;
    if (to) experiment_.to = *to;
    const auto* start = std::get_if<engine::Interval>(&*from);
    const auto* end = to ? std::get_if<engine::Interval>(&*to) : nullptr;
    if (start != nullptr && end != nullptr && start->start >= end->end) {
      context_.report.Error(code::kEmptyRange, span, "this range ends before it begins",
                            "write the earlier date first");
    }
  }

  void Add(const dsl::ExperimentBefore& before, dsl::Span span) {
    if (IsSecond(has_before_, span, "`before`")) return;
    before_span_ = span;
    const auto length = TimeReader(context_).LengthOf(before.length);
    if (!length) return;
    experiment_.before = *length;
    if (length->months == 0 && length->milliseconds == 0) {
      context_.report.Error(code::kEmptyRange, before.length.span, "this time before the experiment is empty",
                            "write for example `before 28 days`");
    }
  }

  // ---- all of it

  void CheckWhole(const dsl::Name& name) {
    const auto lacks = [&](const std::string& what, const std::string& hint) {
      context_.report.Error(code::kNotWhole, name.span, "experiment " + Quote(name.text) + " has no " + what, hint);
    };
    if (!has_arms_) lacks("arms", "add for example `arms by variant control \"A\"`");
    if (!has_measures_) lacks("measure", "add `measure` with the names of metrics");
    if (has_before_ && !has_range_) {
      context_.report.Error(code::kBeforeNothing, before_span_, "`before` needs a beginning to lie before",
                            "add `from` with the day on which the experiment began");
    }
    for (const dsl::Name& stratum : strata_) {
      if (stratum.text != arms_name_) continue;
      context_.report.Error(code::kNoArmOf, stratum.span,
                            Quote(stratum.text) + " tells the arms apart, so within a stratum there is only one arm",
                            "use as strata what was known of the contacts before");
    }
  }

  Context& context_;
  Metrics& metrics_;
  const MeasurePool& measures_;
  engine::Experiment experiment_;
  std::string arms_name_;
  std::vector<std::string> measure_names_, strata_names_;
  std::vector<dsl::Name> strata_;
  bool has_arms_ = false, has_measures_ = false, has_range_ = false, has_before_ = false;
  dsl::Span before_span_;
};

}  // namespace

engine::Experiment LowerExperiment(Context& context, Metrics& metrics, const MeasurePool& measures,
                                   const Declared<dsl::ExperimentDeclaration>& declared) {
  return ExperimentLowering(context, metrics, measures).Lower(declared);
}

}  // namespace segue::rules
