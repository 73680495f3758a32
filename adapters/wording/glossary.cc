// Only declarations are looked at; what is declared twice is an error that the checker reports.
#include "adapters/wording/glossary.h"

namespace segue::wording {
namespace {

/// The kind of what a declaration names; fields have their own.
template <typename Declaration>
constexpr NameKind kKind = NameKind::kUnknown;
template <>
constexpr NameKind kKind<dsl::SegmentDeclaration> = NameKind::kSegment;
template <>
constexpr NameKind kKind<dsl::FlagDeclaration> = NameKind::kFlag;
template <>
constexpr NameKind kKind<dsl::LifecycleDeclaration> = NameKind::kLifecycle;
template <>
constexpr NameKind kKind<dsl::ScoreDeclaration> = NameKind::kScore;
template <>
constexpr NameKind kKind<dsl::GroupDeclaration> = NameKind::kGroup;

struct Collector {
  std::map<std::string, NameKind, std::less<>>& kinds;
  std::map<std::string, dsl::Literal, std::less<>>& params;

  void operator()(const dsl::ContactDeclaration& contact) const {
    for (const dsl::Field& field : contact.fields) {
      kinds.emplace(field.name.text, field.type == dsl::TypeName::kFlag ? NameKind::kFlagField : NameKind::kField);
    }
  }
  void operator()(const dsl::ParamDeclaration& param) const { params.emplace(param.name.text, param.value); }
  template <typename Declaration>
  void operator()(const Declaration& declaration) const {
    if constexpr (kKind<Declaration> != NameKind::kUnknown) {
      kinds.emplace(declaration.name.text, kKind<Declaration>);
    }
  }
};

}  // namespace

void Glossary::Add(const dsl::File& file) {
  for (const dsl::Declaration& declaration : file.declarations) {
    std::visit(Collector{kinds_, params_}, declaration.node);
  }
}

void Glossary::Override(const std::string& param, const dsl::Literal& value) { params_.insert_or_assign(param, value); }

NameKind Glossary::KindOf(const std::string& name) const {
  const auto found = kinds_.find(name);
  return found == kinds_.end() ? NameKind::kUnknown : found->second;
}

const dsl::Literal* Glossary::ValueOf(const std::string& param) const {
  const auto found = params_.find(param);
  return found == params_.end() ? nullptr : &found->second;
}

}  // namespace segue::wording
