// `param` values and their overrides.
#include "rules/parameters.h"

#include <cmath>
#include <optional>
#include <unordered_set>

#include "dsl/parse.h"
#include "rules/codes.h"

namespace segue::rules {
namespace {

bool IsNumeric(const dsl::Literal& literal) {
  return std::holds_alternative<dsl::Number>(literal.value) || std::holds_alternative<dsl::Percent>(literal.value);
}
bool IsPeriod(const dsl::Literal& literal) {
  return std::holds_alternative<dsl::Date>(literal.value) ||
         std::holds_alternative<dsl::PeriodLiteral>(literal.value) ||
         std::holds_alternative<dsl::InstantLiteral>(literal.value);
}

/// Whether an override may stand where the declared value stood.
bool SameKind(const dsl::Literal& declared, const dsl::Literal& given) {
  return declared.value.index() == given.value.index() || (IsNumeric(declared) && IsNumeric(given)) ||
         (IsPeriod(declared) && IsPeriod(given));
}

/// Reads `text` as the value of a param; empty when it is not exactly one literal.
std::optional<dsl::Literal> ParseLiteral(dsl::SourceMap& sources, const std::string& name, const std::string& text) {
  const dsl::SourceId source = sources.Add({"--set " + name, "param value = " + text});
  std::vector<dsl::Diagnostic> diagnostics;
  const dsl::File file = dsl::Parse(sources, source, diagnostics);
  if (!diagnostics.empty() || file.declarations.size() != 1) return {};
  const auto* param = std::get_if<dsl::ParamDeclaration>(&file.declarations.front().node);
  if (param == nullptr || std::holds_alternative<dsl::ParamUse>(param->value.value)) return {};
  return param->value;
}

const char* ExampleOf(const dsl::Literal& literal) {
  struct Words {
    const char* operator()(const dsl::ParamUse&) const { return "a value"; }
    const char* operator()(const dsl::Text&) const { return "a text"; }
    const char* operator()(const dsl::InstantLiteral&) const { return "an instant such as 2026-03-01T10:30"; }
    const char* operator()(const dsl::Date&) const { return "a date such as 2026-03-01"; }
    const char* operator()(const dsl::PeriodLiteral&) const { return "a period such as 2026-03"; }
    const char* operator()(const dsl::Money&) const { return "an amount such as 49.90 EUR"; }
    const char* operator()(const dsl::Percent&) const { return "a share such as 30%"; }
    const char* operator()(const dsl::Number&) const { return "a number such as 12"; }
    const char* operator()(const dsl::Boolean&) const { return "true or false"; }
    const char* operator()(const dsl::Duration&) const { return "a duration such as 90 days"; }
  };
  return std::visit(Words{}, literal.value);
}

constexpr std::string_view kSmallestDenominator = "smallest_denominator";

/// `a → b → a` from the names of a circle.
std::string Path(std::vector<std::string> names) {
  names.push_back(names.front());
  std::string path;
  for (const std::string& name : names) path += (path.empty() ? "" : " → ") + name;
  return path;
}

}  // namespace

Parameters::Parameters(const Model& model, Reporter& report, Suggestions& suggestions)
    : model_(model), report_(report), suggestions_(suggestions), params_(model.param_list.size()) {}

void Parameters::Resolve(dsl::SourceMap& sources, const std::vector<std::pair<std::string, std::string>>& overrides) {
  for (std::size_t i = 0; i < params_.size(); ++i) params_[i].literal = model_.param_list[i].syntax->value;
  FollowAll();
  CheckDefaults();
  if (overrides.empty()) return;
  // The kinds are known now; an overridden param must also reach the params that stand for it.
  const std::vector<Param> declared = params_;
  for (std::size_t i = 0; i < params_.size(); ++i) params_[i].literal = model_.param_list[i].syntax->value;
  for (const auto& [name, text] : overrides) Override(sources, declared, name, text);
  FollowAll();
}

void Parameters::CheckDefaults() {
  for (const ParamDefault& given : model_.param_defaults) {
    const dsl::Literal& kind = given.syntax->value;
    Param& param = params_[given.param];
    if (param.broken || std::holds_alternative<dsl::ParamUse>(kind.value) || SameKind(kind, param.literal)) continue;
    param.broken = true;
    const dsl::ParamDeclaration& nearer = *model_.param_list[given.param].syntax;
    report_.Error(code::kOverrideUnfit, nearer.value.span,
                  "this does not fit: " + Quote(nearer.name.text) + " is " + ExampleOf(kind), {},
                  "the used file declares it at " + report_.Place(given.syntax->name.span));
  }
}

void Parameters::FollowAll() {
  for (std::uint32_t index = 0; index < params_.size(); ++index) FollowChain(index);
}

void Parameters::FollowChain(std::uint32_t first) {
  std::vector<std::uint32_t> chain{first};
  std::unordered_set<std::uint32_t> seen{first};
  bool broken = params_[first].broken;
  while (!broken) {
    const auto* use = std::get_if<dsl::ParamUse>(&params_[chain.back()].literal.value);
    if (use == nullptr) break;
    const std::uint32_t* next = IndexOf(use->name);
    broken = next == nullptr || params_[*next].broken;
    if (next == nullptr) break;
    params_[*next].used = true;
    if (!seen.insert(*next).second) {
      ReportCircle(chain, *next);
      broken = true;
    }
    chain.push_back(*next);
  }
  const dsl::Literal literal = params_[chain.back()].literal;
  for (const std::uint32_t param : chain) {
    params_[param].broken = broken;
    if (!broken) params_[param].literal = literal;
  }
}

void Parameters::ReportCircle(const std::vector<std::uint32_t>& chain, std::uint32_t again) {
  std::vector<std::string> names;
  for (const std::uint32_t param : chain) {
    if (param == again || !names.empty()) names.push_back(model_.param_list[param].syntax->name.text);
  }
  const dsl::Name& name = model_.param_list[again].syntax->name;
  report_.Error(code::kCircle, name.span, Quote(name.text) + " depends on itself: " + Path(std::move(names)));
}

void Parameters::Override(dsl::SourceMap& sources, const std::vector<Param>& declared, const std::string& name,
                          const std::string& text) {
  const std::string setting = "`--set " + name + "=" + text + "`";
  const std::uint32_t* index = model_.params.Find(name);
  if (index == nullptr && name == kSmallestDenominator) {
    smallest_denominator_ = ParseLiteral(sources, name, text);
    if (smallest_denominator_ && std::holds_alternative<dsl::Number>(smallest_denominator_->value)) return;
    report_.Error(code::kOverrideUnfit, {}, setting + " does not fit: " + Quote(name) + " is a number such as 30");
    return;
  }
  if (index == nullptr) {
    report_.Error(code::kOverrideUnknown, {}, setting + ": there is no param " + Quote(name),
                  suggestions_.DidYouMean(name, model_.params.Names()));
    return;
  }
  if (declared[*index].broken) return;
  const dsl::Literal& kind = declared[*index].literal;
  std::optional<dsl::Literal> given = ParseLiteral(sources, name, text);
  const bool is_text = std::holds_alternative<dsl::Text>(kind.value);
  if (is_text && (!given || !SameKind(kind, *given))) given = dsl::Literal{dsl::Text{text}, kind.span};
  const dsl::Span span = model_.param_list[*index].syntax->name.span;
  if (!given || !SameKind(kind, *given)) {
    report_.Error(code::kOverrideUnfit, span, setting + " does not fit: " + Quote(name) + " is " + ExampleOf(kind));
    return;
  }
  params_[*index].literal = {given->value, kind.span};
}

std::int64_t Parameters::SmallestDenominator() {
  constexpr std::int64_t kUsual = 30, kMost = 1'000'000'000;
  const dsl::Literal* literal = smallest_denominator_ ? &*smallest_denominator_ : nullptr;
  if (const std::uint32_t* index = model_.params.Find(kSmallestDenominator)) {
    params_[*index].used = true;
    literal = &params_[*index].literal;
  }
  if (literal == nullptr) return kUsual;
  const auto* number = std::get_if<dsl::Number>(&literal->value);
  if (number != nullptr && number->value >= 0 && number->value <= static_cast<double>(kMost)) {
    return static_cast<std::int64_t>(std::ceil(number->value));
  }
  report_.Error(code::kParamUnfit, literal->span,
                Quote(kSmallestDenominator) + " is the number below which rates are too few, and this is " +
                    report_.Text(literal->span),
                "write a number such as 30");
  return kUsual;
}

const std::uint32_t* Parameters::IndexOf(const dsl::Name& name) {
  const std::uint32_t* index = model_.params.Find(name.text);
  if (index == nullptr) {
    report_.Unknown(code::kUnknownParam, name, "there is no param " + Quote(name.text),
                    suggestions_.DidYouMean(name.text, model_.params.Names()));
  }
  return index;
}

const dsl::Literal* Parameters::Find(const dsl::ParamUse& use) {
  const std::uint32_t* index = IndexOf(use.name);
  if (index == nullptr) return nullptr;
  Param& param = params_[*index];
  param.used = true;
  return param.broken ? nullptr : &param.literal;
}

const dsl::Literal* Parameters::Follow(const dsl::Literal& literal) {
  const auto* use = std::get_if<dsl::ParamUse>(&literal.value);
  return use == nullptr ? &literal : Find(*use);
}

std::optional<double> Parameters::ShareOf(const dsl::PercentValue& share) {
  if (const auto* percent = std::get_if<dsl::Percent>(&share.value)) return percent->value;
  const auto& use = std::get<dsl::ParamUse>(share.value);
  const dsl::Literal* literal = Find(use);
  if (literal == nullptr) return {};
  if (const auto* percent = std::get_if<dsl::Percent>(&literal->value)) return percent->value;
  if (const auto* number = std::get_if<dsl::Number>(&literal->value)) return number->value;
  report_.Error(
      code::kParamUnfit, share.span,
      "a percentage is expected here, and param " + Quote(use.name.text) + " is " + report_.Text(literal->span));
  return {};
}

void Parameters::WarnAboutUnused() {
  for (std::size_t i = 0; i < params_.size(); ++i) {
    if (params_[i].used) continue;
    const dsl::Name& name = model_.param_list[i].syntax->name;
    report_.Warning(code::kUnusedParam, name.span, "nothing uses param " + Quote(name.text),
                    "write {" + name.text + "} where its value is meant, or remove it");
  }
}

}  // namespace segue::rules
