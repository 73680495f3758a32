// See contact_split.h.
#include "rules/contact_split.h"

#include <utility>

#include "rules/codes.h"
#include "rules/condition_lowering.h"
#include "rules/value_reader.h"

namespace segue::rules {
namespace {

using Result = std::optional<ContactSplit>;

const std::vector<std::string> kYesAndNo = {"no", "yes"};

class Finder {
 public:
  Finder(Context& context, const dsl::Name& name, const std::string& what)
      : context_(context), name_(name), what_(what) {}

  Result Find() {
    const Symbol* symbol = context_.model.names.Find(name_.text);
    if (symbol == nullptr) {
      context_.report.Unknown(code::kUnknownName, name_,
                              "there is no field, segment, flag or group " + Quote(name_.text),
                              context_.suggestions.DidYouMean(name_.text, context_.model.names.Names()));
      return {};
    }
    switch (symbol->kind) {
      case SymbolKind::kField:
        return OfField(symbol->index);
      case SymbolKind::kGroup:
        return OfGroup(symbol->index);
      case SymbolKind::kLifecycle:
        return OfLifecycle(symbol->index);
      case SymbolKind::kScore:
        return Refuse("is a score", "put its values into a group and name that");
      default:
        return OfMembers();
    }
  }

 private:
  Result Refuse(const std::string& why, const std::string& hint) {
    context_.report.Error(code::kNoArmOf, name_.span,
                          Quote(name_.text) + " " + why + "; " + what_ +
                              " are told apart by a text, choice, flag, number, segment, group or lifecycle",
                          hint);
    return {};
  }

  Result OfField(std::uint32_t index) {
    const engine::FieldDeclaration& field = context_.model.schema.fields[index];
    ContactSplit found{{name_.text, engine::FieldSplit{index}}, {}};
    switch (field.type) {
      case engine::ValueType::kText:
      case engine::ValueType::kNumber:
        return found;
      case engine::ValueType::kChoice:
        found.labels = field.choices;
        return found;
      case engine::ValueType::kFlag:
        found.labels = kYesAndNo;
        return found;
      case engine::ValueType::kList:
        return Refuse("is a list, of which a contact can have several values",
                      "declare a segment for one of them: `… has \"…\"`");
      default:
        return Refuse("is " + TypeInWords(field), "put its values into a group and name that");
    }
  }

  Result OfGroup(std::uint32_t index) {
    LoweredGroup& group = context_.groups[index];
    group.used = true;
    if (group.OfContact()) {
      return ContactSplit{{name_.text, engine::GroupSplit{index, false}}, group.group.labels};
    }
    if (!group.OfEvents()) return {};  // reported where it is declared
    return Refuse("is a group of events' properties", "make a group of the contact's fields");
  }

  Result OfLifecycle(std::uint32_t index) {
    const engine::NodeId run = context_.lifecycle_runs[index];
    if (run == kFailed) return {};
    return ContactSplit{{name_.text, engine::StateSplit{run}}, context_.model.states[index].names};
  }

  Result OfMembers() {
    const engine::NodeId node = ConditionLowering(context_).NodeOfMember(name_);
    if (node == kFailed) return {};
    engine::MembershipSplit members;
    members.node = node;
    return ContactSplit{{name_.text, std::move(members)}, kYesAndNo};
  }

  Context& context_;
  const dsl::Name& name_;
  const std::string& what_;
};

}  // namespace

std::optional<ContactSplit> ContactSplitOf(Context& context, const dsl::Name& name, const std::string& what) {
  return Finder(context, name, what).Find();
}

}  // namespace segue::rules
