// A proposal as rules.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

#include "adapters/discover/known_exports.h"
#include "adapters/discover/write_project.h"
#include "dsl/words.h"
#include "unicode/unicode.h"

namespace segue::discover {
namespace {

constexpr std::size_t kMostReports = 3;

std::string Name(const std::string& text) {
  std::string line = text;
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return dsl::WrittenName(line);
}

class RuleWriter {
 public:
  explicit RuleWriter(const Proposal& proposal) : proposal_(proposal) {
    for (const ProposedImport& import : proposal.imports) {
      dated_ = dated_ || import.born || !import.events.empty();
      for (const ProposedField& field : import.fields) {
        if (taken_.insert(unicode::FoldCase(field.name)).second) fields_.push_back(field);
      }
      for (const ProposedEvent& event : import.events) Merge(event);
    }
  }

  std::string Write() {
    Declare();
    Segments();
    if (proposal_.stage) Stages();
    Measures();
    return std::move(text_);
  }

 private:
  void Merge(const ProposedEvent& event) {
    const auto known = std::find_if(events_.begin(), events_.end(),
                                    [&](const ProposedEvent& each) { return each.name == event.name; });
    if (known == events_.end()) events_.push_back(event);
  }

  /// A name that nothing has yet.
  std::string Free(const std::string& wanted) {
    std::string name = wanted;
    for (int i = 2; !taken_.insert(unicode::FoldCase(name)).second; ++i) name = wanted + " " + std::to_string(i);
    return Name(name);
  }

  static std::string TypeOf(const ProposedField& field) {
    if (field.type != "choice") return field.type;
    std::string type = "choice (";
    for (const std::string& choice : field.choices) type += (type.ends_with('(') ? "" : ", ") + Name(choice);
    return type + ")";
  }

  void Declare() {
    text_ += "# The first rules, proposed by `segue init --from`. Check them with `segue check`.\n";
    text_ += "timezone \"" + proposal_.zone + "\"\ncurrency " + proposal_.currency + "\n\n";
    if (!fields_.empty()) {
      text_ += "contact {\n";
      for (const ProposedField& field : fields_) text_ += "  " + Name(field.name) + " " + TypeOf(field) + "\n";
      text_ += "}\n";
    }
    for (const ProposedEvent& event : events_) {
      text_ += "event " + Name(event.name) + " {";
      for (const ProposedField& property : event.properties)
        text_ += "\n  " + Name(property.name) + " " + TypeOf(property);
      text_ += event.properties.empty() ? " }\n" : "\n}\n";
    }
  }

  std::string AnyEvent() const {
    if (events_.size() == 1) return Name(events_.front().name);
    std::string any = "(";
    for (const ProposedEvent& event : events_) any += (any.size() > 1 ? " or " : "") + Name(event.name);
    return any + ")";
  }

  void Segments() {
    text_ +=
        "\n\"\"\"Came to exist in the last 30 days.\"\"\"\nsegment " + Free("Newcomers") + " = not known for 30 days\n";
    for (const ProposedField& field : fields_) {
      if (field.type == "flag") text_ += "segment " + Free(field.name + ": yes") + " = " + Name(field.name) + "\n";
      const auto subscribed = std::find_if(field.choices.begin(), field.choices.end(), [](const std::string& choice) {
        return unicode::FoldCase(choice) == "subscribed";
      });
      if (subscribed == field.choices.end()) continue;
      text_ += "\n\"\"\"Said yes.\"\"\"\nsegment " + Free("Reachable") + " = " + Name(field.name) + " is " +
               Name(*subscribed) + "\n";
    }
    if (events_.empty()) return;
    const std::string quiet = "quiet";
    text_ += "\nparam quiet = 90 days\n";
    text_ += "segment " + Free("Active") + " = did " + AnyEvent() + " in last {quiet}\n";
    text_ += "segment " + Free("Inactive") + " = did not " + AnyEvent() + " in last {quiet} and known for {quiet}\n";
  }

  /// Where a contact stands is what the field says; the moves have their instants.
  void Stages() {
    const std::string lifecycle = Free("Journey");
    text_ += "\n# Follows the field " + Name(proposal_.stage->name) + ".\nlifecycle " + lifecycle +
             " {\n  start \"no stage\"\n";
    for (const std::string& choice : proposal_.stage->choices) {
      text_ += "  any -> " + Name(choice) + " when " + Name(proposal_.stage->name) + " is " + Name(choice) + "\n";
    }
    text_ += "}\n";
    std::string shown = Contacts();
    for (const std::string& choice : proposal_.stage->choices) {
      const std::string metric = Free("to " + choice);
      text_ += "metric " + metric + " = entries to " + lifecycle + "." + Name(choice) + "\n";
      shown += ", " + metric;
    }
    if (dated_) text_ += "report " + Free("Journey by month") + " { by month show " + shown + " }\n";
  }

  /// The metric of how many there are, for every report to begin with.
  const std::string& Contacts() {
    if (contacts_.empty()) contacts_ = Free("contacts_at_end");
    return contacts_;
  }

  void Measures() {
    const std::string contacts = Contacts();
    text_ += "\nmetric " + contacts + " = members of everyone\n";
    text_ += "report " + Free("All contacts") + " { show " + contacts + " as \"contacts\" }\n";
    std::size_t reports = 0;
    for (const ProposedField& field : fields_) {
      if (field.type != "choice" || ++reports > kMostReports) continue;
      text_ += "report " + Free("Contacts by " + field.name) + " { by " + Name(field.name) + " show " + contacts +
               " as \"contacts\" }\n";
    }
    for (const ProposedEvent& event : events_) EventMeasures(event);
  }

  void EventMeasures(const ProposedEvent& event) {
    const std::string count = Free("count of " + event.name), who = Free("contacts with " + event.name);
    text_ += "\nmetric " + count + " = count of " + Name(event.name) + "\n";
    text_ += "metric " + who + " = contacts with " + Name(event.name) + "\n";
    std::string shown = Contacts() + ", " + count + ", " + who;
    for (const ProposedField& property : event.properties) {
      if (!property.type.starts_with("money")) continue;
      const std::string sum = Free(property.name + " of " + event.name);
      text_ += "metric " + sum + " = sum of " + Name(event.name) + "." + Name(property.name) + "\n";
      shown += ", " + sum;
    }
    text_ += "report " + Free(event.name + " by month") + " { by month show " + shown + " }\n";
  }

  const Proposal& proposal_;
  std::vector<ProposedField> fields_;
  std::vector<ProposedEvent> events_;
  std::string contacts_;
  bool dated_ = false;
  std::set<std::string> taken_;  // names, folded
  std::string text_;
};

}  // namespace

std::string WriteRules(const Proposal& proposal) { return RuleWriter(proposal).Write(); }

}  // namespace segue::discover
