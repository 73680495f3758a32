// First pass: declarations into the model.
#include "rules/collect.h"

#include <string>
#include <utility>

#include "rules/collect_states.h"
#include "rules/settings.h"

namespace segue::rules {
namespace {

class Collector {
 public:
  Collector(const ProgramFiles& files, Model& model, Settings& settings, Reporter& report)
      : files_(files), model_(model), settings_(settings), report_(report) {}

  void Add(const dsl::Declaration& declaration) {
    std::visit([&](const auto& node) { Add(node, declaration); }, declaration.node);
  }

 private:
  using Declaration = dsl::Declaration;

  void Add(const dsl::TimezoneSetting&, const Declaration&) {}  // settings were read before
  void Add(const dsl::CurrencySetting&, const Declaration&) {}
  void Add(const dsl::WeekSetting&, const Declaration&) {}
  void Add(const dsl::UseDeclaration&, const Declaration&) {}  // what it brings in is among the files

  void Add(const dsl::GoalDeclaration& goal, const Declaration& declaration) {
    Keep(model_.goals, model_.goal_list, goal, goal.name, declaration);
  }
  void Add(const dsl::BenchmarkDeclaration& benchmark, const Declaration& declaration) {
    model_.benchmark_list.push_back({&benchmark, &declaration.description, declaration.span});
  }
  void Add(const dsl::AdviseDeclaration& advise, const Declaration& declaration) {
    model_.advice_list.push_back({&advise, &declaration.description, declaration.span});
  }
  void Add(const dsl::AlertDeclaration& alert, const Declaration& declaration) {
    Keep(model_.alerts, model_.alert_list, alert, alert.name, declaration);
  }

  void Add(const dsl::ContactDeclaration& contact, const Declaration&) {
    for (const dsl::Field& field : contact.fields) {
      const auto index = static_cast<std::uint32_t>(model_.schema.fields.size());
      if (!model_.names.Declare(field.name, {SymbolKind::kField, index}, report_)) continue;
      model_.schema.fields.push_back(FieldOf(field));
      model_.field_spans.push_back(field.name.span);
    }
  }

  void Add(const dsl::EventDeclaration& event, const Declaration& declaration) {
    const auto index = static_cast<engine::EventKindId>(model_.schema.events.size());
    if (!model_.events.Declare(event.name, index, report_)) return;
    engine::EventKind kind;
    kind.name = event.name.text;
    kind.account = event.account;
    kind.description = declaration.description;
    NameSpace<engine::PropertyId> names;
    std::vector<dsl::Span> spans;
    for (const dsl::Field& property : event.properties) {
      if (!names.Declare(property.name, static_cast<engine::PropertyId>(spans.size()), report_)) continue;
      kind.properties.push_back(FieldOf(property));
      spans.push_back(property.name.span);
    }
    model_.schema.events.push_back(std::move(kind));
    model_.event_spans.push_back(event.name.span);
    model_.properties.push_back(std::move(names));
    model_.property_spans.push_back(std::move(spans));
  }

  void Add(const dsl::ParamDeclaration& param, const Declaration& declaration) {
    const auto* nearer = model_.params.FindEntry(param.name.text);
    if (nearer != nullptr && files_.depth[nearer->span.source] < files_.depth[param.name.span.source]) {
      model_.param_defaults.push_back({&param, nearer->value});
      return;
    }
    Keep(model_.params, model_.param_list, param, param.name, declaration);
  }
  void Add(const dsl::MetricDeclaration& metric, const Declaration& declaration) {
    Keep(model_.metrics, model_.metric_list, metric, metric.name, declaration);
  }
  void Add(const dsl::ReportDeclaration& report, const Declaration& declaration) {
    Keep(model_.reports, model_.report_list, report, report.name, declaration);
  }
  void Add(const dsl::ExperimentDeclaration& experiment, const Declaration& declaration) {
    Keep(model_.experiments, model_.experiment_list, experiment, experiment.name, declaration);
  }
  void Add(const dsl::PruneDeclaration& prune, const Declaration& declaration) {
    Keep(model_.prunes, model_.prune_list, prune, prune.segment, declaration);
  }

  void Add(const dsl::SegmentDeclaration& segment, const Declaration& declaration) {
    KeepSymbol(SymbolKind::kSegment, model_.segments, segment, declaration);
  }
  void Add(const dsl::FlagDeclaration& flag, const Declaration& declaration) {
    KeepSymbol(SymbolKind::kFlag, model_.flags, flag, declaration);
  }
  void Add(const dsl::ScoreDeclaration& score, const Declaration& declaration) {
    KeepSymbol(SymbolKind::kScore, model_.scores, score, declaration);
  }
  void Add(const dsl::GroupDeclaration& group, const Declaration& declaration) {
    KeepSymbol(SymbolKind::kGroup, model_.groups, group, declaration);
  }
  void Add(const dsl::LifecycleDeclaration& lifecycle, const Declaration& declaration) {
    KeepSymbol(SymbolKind::kLifecycle, model_.lifecycles, lifecycle, declaration);
    model_.states.push_back(CollectStates(lifecycle, report_));
  }

  template <typename T>
  static Declared<T> Described(const T& syntax, const Declaration& declaration) {
    return {&syntax, &declaration.description, declaration.span};
  }

  /// A second declaration of a name is not entered in its name space but kept, so that its own errors are found too.
  template <typename T>
  void Keep(NameSpace<std::uint32_t>& names, std::vector<Declared<T>>& list, const T& syntax, const dsl::Name& name,
            const Declaration& declaration) {
    names.Declare(name, static_cast<std::uint32_t>(list.size()), report_);
    list.push_back(Described(syntax, declaration));
  }
  template <typename T>
  void KeepSymbol(SymbolKind kind, std::vector<Declared<T>>& list, const T& syntax, const Declaration& declaration) {
    model_.names.Declare(syntax.name, {kind, static_cast<std::uint32_t>(list.size())}, report_);
    list.push_back(Described(syntax, declaration));
  }

  engine::FieldDeclaration FieldOf(const dsl::Field& field) {
    engine::FieldDeclaration declaration;
    declaration.name = field.name.text;
    declaration.type = static_cast<engine::ValueType>(field.type);
    declaration.description = field.description;
    if (field.type == dsl::TypeName::kMoney) declaration.currency = settings_.CurrencyOf(field);
    NameSpace<bool> choices;
    for (const dsl::Name& choice : field.choices) {
      if (choices.Declare(choice, true, report_)) declaration.choices.push_back(choice.text);
    }
    return declaration;
  }

  const ProgramFiles& files_;
  Model& model_;
  Settings& settings_;
  Reporter& report_;
};

static_assert(static_cast<int>(dsl::TypeName::kText) == static_cast<int>(engine::ValueType::kText));
static_assert(static_cast<int>(dsl::TypeName::kChoice) == static_cast<int>(engine::ValueType::kChoice));

}  // namespace

Model Collect(const ProgramFiles& files, Reporter& report, Suggestions& suggestions) {
  Settings settings(report, suggestions);
  settings.Read(files.files);
  Model model;
  model.zone = settings.zone();
  model.currency = settings.currency();
  model.week_starts_sunday = settings.week_starts_sunday();
  Collector collector(files, model, settings, report);
  for (const dsl::File& file : files.files) {
    for (const dsl::Declaration& declaration : file.declarations) collector.Add(declaration);
  }
  return model;
}

const char* KindInWords(SymbolKind kind) {
  switch (kind) {
    case SymbolKind::kField:
      return "a field";
    case SymbolKind::kFlag:
      return "a flag";
    case SymbolKind::kScore:
      return "a score";
    case SymbolKind::kGroup:
      return "a group";
    case SymbolKind::kLifecycle:
      return "a lifecycle";
    case SymbolKind::kSegment:
      return "a segment";
  }
  return "a name";
}

}  // namespace segue::rules
