// Three walks over one tree. It is no deeper than the engine explains (100 levels).
#include "adapters/cli/explanation_output.h"

#include <algorithm>

#include "adapters/cli/table.h"
#include "unicode/unicode.h"

namespace segue::cli {
namespace {

constexpr std::size_t kNarrowest = 24;  // columns that are left to words however deep the tree is

std::string Mark(const ExplainedPart& part) { return !part.holds ? "" : *part.holds ? "✓ " : "✗ "; }

class TreePrinter {
 public:
  TreePrinter(const ExplanationWords& words, std::size_t width) : words_(words), width_(width) {}

  std::vector<std::string> Print(const ExplainedPart& part) {
    Add(part, "", "");
    return std::move(lines_);
  }

 private:
  /// `head` stands before the first line, `rest` before those that follow.
  void Add(const ExplainedPart& part, const std::string& head, const std::string& rest) {
    const std::string mark = Mark(part);
    const std::string below = part.parts.empty() ? "  " : "│ ";
    const std::string indent = mark.empty() ? "" : "  ";
    AddText(mark + Printable(part.text), head, rest + below + indent);
    for (const std::string& sentence : part.because) AddText(sentence, rest + below + indent, rest + below + indent);
    const std::string dates = words_.DatesText(part);
    if (!dates.empty() && !SaidBelow(part)) AddText(dates, rest + below + indent, rest + below + indent);
    for (std::size_t i = 0; i < part.parts.size(); ++i) {
      const bool last = i + 1 == part.parts.size();
      Add(part.parts[i], rest + (last ? "└─ " : "├─ "), rest + (last ? "   " : "│  "));
    }
  }

  /// A name and its only condition have the same dates.
  static bool SaidBelow(const ExplainedPart& part) {
    if (part.parts.size() != 1) return false;
    const ExplainedPart& only = part.parts.front();
    return only.holds == part.holds && only.since == part.since && only.until == part.until;
  }

  void AddText(const std::string& text, const std::string& head, const std::string& rest) {
    const std::size_t used = unicode::DisplayWidth(rest);
    const std::size_t room = std::max(width_ > used ? width_ - used : 0, kNarrowest);
    bool first = true;
    for (const std::string& line : WrapText(text, room)) {
      lines_.push_back((first ? head : rest) + line);
      first = false;
    }
  }

  const ExplanationWords& words_;
  std::size_t width_;
  std::vector<std::string> lines_;
};

/// Members of one JSON object, one a line.
class JsonObject {
 public:
  JsonObject(std::ostream& out, std::string indent) : out_(out), indent_(std::move(indent)) { out_ << "{"; }
  ~JsonObject() { out_ << '\n' << indent_ << '}'; }
  JsonObject(const JsonObject&) = delete;
  JsonObject& operator=(const JsonObject&) = delete;

  std::ostream& Member(const char* name) {
    out_ << (first_ ? "\n" : ",\n") << indent_ << "  \"" << name << "\": ";
    first_ = false;
    return out_;
  }
  void Add(const char* name, const Value& value) { Member(name) << JsonText(value); }
  std::string Inner() const { return indent_ + "  "; }

 private:
  std::ostream& out_;
  std::string indent_;
  bool first_ = true;
};

Value MomentOr(const std::optional<engine::Instant>& instant) {
  return instant ? Value(Moment{*instant}) : Value(std::monostate{});
}

std::string EventJson(const ExplanationWords& words, const ExplainedEvent& event) {
  const engine::EventKind& kind = words.program().schema.events[event.event.kind];
  std::string text = "{\"event\": " + QuoteJson(kind.name) + ", \"at\": " + JsonText(Moment{event.event.at});
  text += ", \"properties\": {";
  bool first = true;
  for (engine::PropertyId i = 0; i < kind.properties.size(); ++i) {
    const Value value = words.Property(event.event, i);
    if (std::holds_alternative<std::monostate>(value)) continue;
    text += (first ? "" : ", ") + QuoteJson(kind.properties[i].name) + ": " + JsonText(value);
    first = false;
  }
  text += "}";
  if (event.covers) {
    const bool never = event.covers->start >= event.covers->end;
    text += ", \"counts_from\": " + (never ? "null" : JsonText(Moment{event.covers->start})) +
            ", \"counts_until\": " + (never ? "null" : JsonText(Moment{event.covers->end}));
  }
  return text + "}";
}

template <typename Items, typename Print>
void WriteArray(std::ostream& out, const Items& items, const std::string& indent, Print print) {
  out << '[';
  for (std::size_t i = 0; i < items.size(); ++i) {
    out << (i > 0 ? ",\n" : "\n") << indent << "  ";
    print(items[i]);
  }
  if (!items.empty()) out << '\n' << indent;
  out << ']';
}

std::string MoveJson(const engine::Lifecycle& lifecycle, const engine::MoveFact& move) {
  return "{\"from\": " + QuoteJson(lifecycle.states[move.from]) + ", \"to\": " + QuoteJson(lifecycle.states[move.to]) +
         ", \"at\": " + JsonText(Moment{move.at}) + "}";
}

void AddLifecycle(JsonObject& object, std::ostream& out, const ExplanationWords& words,
                  const engine::LifecycleEvidence& evidence) {
  const engine::Lifecycle& lifecycle = words.program().lifecycles[evidence.lifecycle];
  object.Add("state", std::string_view(lifecycle.states[evidence.state]));
  object.Member("moves");
  WriteArray(out, evidence.moves, object.Inner(),
             [&](const engine::MoveFact& move) { out << MoveJson(lifecycle, move); });
  object.Member("next") << (evidence.next ? MoveJson(lifecycle, *evidence.next) : "null");
}

void Flatten(const ExplainedPart& part, const std::string& place, std::vector<PlacedPart>& flat) {
  flat.push_back({place, &part});
  for (std::size_t i = 0; i < part.parts.size(); ++i) {
    Flatten(part.parts[i], (place.empty() ? "" : place + ".") + std::to_string(i + 1), flat);
  }
}

}  // namespace

std::vector<std::string> TreeLines(const ExplanationWords& words, const ExplainedPart& part, std::size_t width) {
  return TreePrinter(words, width).Print(part);
}

void WritePartJson(std::ostream& out, const ExplanationWords& words, const ExplainedPart& part,
                   const std::string& indent) {
  JsonObject object(out, indent);
  object.Add("text", std::string_view(part.text));
  object.Add("condition", std::string_view(part.condition));
  object.Add("holds", part.holds ? Value(*part.holds) : Value(std::monostate{}));
  object.Add("since", MomentOr(part.since));
  object.Add("until", MomentOr(part.until));
  object.Member("because");
  WriteArray(out, part.because, object.Inner(), [&](const std::string& sentence) { out << QuoteJson(sentence); });
  object.Member("events");
  WriteArray(out, part.events, object.Inner(), [&](const ExplainedEvent& event) { out << EventJson(words, event); });
  if (part.lifecycle) AddLifecycle(object, out, words, *part.lifecycle);
  object.Member("parts");
  const std::string inner = object.Inner();
  WriteArray(out, part.parts, inner, [&](const ExplainedPart& each) { WritePartJson(out, words, each, inner + "  "); });
}

std::vector<PlacedPart> FlatParts(const ExplainedPart& part) {
  std::vector<PlacedPart> flat;
  Flatten(part, "", flat);
  return flat;
}

std::string BecauseText(const ExplainedPart& part) {
  std::string text;
  for (const std::string& sentence : part.because) text += (text.empty() ? "" : "; ") + sentence;
  return text;
}

}  // namespace segue::cli
