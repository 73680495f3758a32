// `param` values: `{name}` becomes the literal it stands for, `--set` overrides it.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dsl/source.h"
#include "dsl/syntax.h"
#include "rules/model.h"
#include "rules/reporter.h"
#include "rules/suggestions.h"

namespace segue::rules {

class Parameters {
 public:
  Parameters(const Model& model, Reporter& report, Suggestions& suggestions);

  /// Reads the overrides and follows params that stand for other params. Reports circles, unknown names and values of
  /// another kind than the declared one. Adds one source per override to `sources`.
  void Resolve(dsl::SourceMap& sources, const std::vector<std::pair<std::string, std::string>>& overrides);

  /// The literal that `use` stands for, never itself a ParamUse; null, with an error, when there is none. Marks it
  /// used.
  const dsl::Literal* Find(const dsl::ParamUse& use);
  /// The literal itself, or what the param in it stands for.
  const dsl::Literal* Follow(const dsl::Literal& literal);

  /// A share: 35% is 0.35; empty, with an error, when a param is neither a percentage nor a number.
  std::optional<double> ShareOf(const dsl::PercentValue& share);

  /// Rates of fewer are not shown: the param `smallest_denominator`, which every program has without declaring it.
  std::int64_t SmallestDenominator();

  void WarnAboutUnused();

 private:
  struct Param {
    dsl::Literal literal;
    bool used = false;
    bool broken = false;  // already reported
  };
  void CheckDefaults();
  void FollowAll();
  void FollowChain(std::uint32_t first);
  void ReportCircle(const std::vector<std::uint32_t>& chain, std::uint32_t again);
  void Override(dsl::SourceMap& sources, const std::vector<Param>& declared, const std::string& name,
                const std::string& text);
  const std::uint32_t* IndexOf(const dsl::Name& name);

  const Model& model_;
  Reporter& report_;
  Suggestions& suggestions_;
  std::optional<dsl::Literal> smallest_denominator_;  // given by an override, and declared nowhere
  std::vector<Param> params_;                         // parallel to Model::param_list
};

}  // namespace segue::rules
