// One class per declaration's layout: sentences are lines, and conditions that are too much for one line become lists.
#include "adapters/wording/describe.h"

#include <cctype>
#include <cstdio>

#include "adapters/wording/measure_reader.h"
#include "adapters/wording/reader.h"

namespace segue::wording {
namespace {

/// `+5`, `-20`, `100`, as short as the number is.
std::string PointDigits(double points) {
  char digits[32];
  const int size = std::snprintf(digits, sizeof digits, "%.15g", points);
  return {digits, static_cast<std::size_t>(size)};
}

class Describer {
 public:
  Describer(const Language& language, const Glossary& glossary) : reader_(language, glossary), language_(language) {}

  Sentence Finished() {
    for (Line& line : lines_) line.text = language_.Finish(std::move(line.text));
    return std::move(lines_);
  }

  void operator()(const dsl::SegmentDeclaration& segment) { Tell(Say::kContactsFor, {}, segment.condition); }

  void operator()(const dsl::FlagDeclaration& flag) {
    if (const auto* when = std::get_if<dsl::FlagWhen>(&flag.how)) {
      Tell(Say::kGoesOn, {}, when->when);
      if (when->until) return Tell(Say::kGoesOff, {}, *when->until);
      return Tell(Say::kStaysOn, {});
    }
    const auto& on = std::get<dsl::FlagOn>(flag.how);
    Tell(Say::kGoesOnAt, {reader_.Event(on.on, on.on_filter, false)});
    Tell(Say::kGoesOffAt, {reader_.Event(on.until, on.until_filter, false)});
  }

  void operator()(const dsl::LifecycleDeclaration& lifecycle) {
    for (const auto& item : lifecycle.items) {
      std::visit([&](const auto& one) { Item(one); }, item);
    }
  }

  void operator()(const dsl::ScoreDeclaration& score) {
    Tell(Say::kScoreBegins, {});
    for (const dsl::ScoreItem& item : score.items) {
      const std::string points =
          (item.points > 0 && !item.at_most ? "+" : "") + language_.Number(PointDigits(item.points));
      if (item.at_most) Tell(Say::kScoreAtMost, {points});
      if (const auto* per = std::get_if<dsl::PerEvent>(&item.why)) {
        const std::string window = per->in_last ? " " + language_.InLast(reader_.Resolve(*per->in_last)) : "";
        Tell(Say::kPointsPer, {points, reader_.Event(per->events, per->filter, false), window});
      }
      if (const auto* during = std::get_if<dsl::WhileClause>(&item.why))
        Tell(Say::kPointsWhile, {points}, *during->condition);
    }
  }

  void operator()(const dsl::GroupDeclaration& group) {
    for (std::size_t i = 0; i < group.labels.size(); ++i) {
      const dsl::GroupLabel& label = group.labels[i];
      Tell(i == 0 ? Say::kLabelWhen : Say::kLabelElseWhen, {language_.Quoted(label.label)}, label.when);
    }
    if (group.otherwise) return Tell(Say::kLabelElse, {language_.Quoted(*group.otherwise)});
    Tell(Say::kLabelNone, {});
  }

  void operator()(const dsl::MetricDeclaration& metric) {
    std::string text = MeasureReader(reader_).Read(metric);
    if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    lines_.push_back({0, text + "."});
  }

  void operator()(const dsl::PruneDeclaration& prune) {
    std::vector<Phrase> kept;
    for (const dsl::PruneItem& item : prune.items) {
      if (const auto* keep = std::get_if<dsl::KeepItem>(&item.item)) kept.push_back(ForWhom(keep->condition));
    }
    if (kept.empty()) {
      Tell(Say::kPrunes, {prune.segment.text});
    } else {
      lines_.push_back({0, reader_.Say(Say::kPrunesBut, {prune.segment.text}) + language_.Mark(':')});
      List(kept, 1, "");
    }
    for (const dsl::PruneItem& item : prune.items) {
      std::visit([&](const auto& one) { Item(one); }, item.item);
    }
  }

  template <typename Other>
  void operator()(const Other&) {}

 private:
  void Item(const dsl::StateItem& state) {
    if (state.word == dsl::StateWord::kStart) Tell(Say::kBeginsIn, {state.name.text});
    if (state.word == dsl::StateWord::kFinal) Tell(Say::kFinal, {state.name.text});
  }

  void Item(const dsl::TransitionItem& move) {
    const std::string from =
        move.from.any ? reader_.Say(Say::kAnyOther, {}) : reader_.KindNames(move.from.states, Join::kOr);
    const std::vector<std::string> ends{from, move.to.text};
    std::visit([&](const auto& trigger) { Trigger(ends, trigger); }, move.trigger);
  }

  void Trigger(std::vector<std::string> parts, const dsl::OnTrigger& on) {
    parts.push_back(reader_.Event(on.events, on.filter, false));
    if (on.when) return Tell(Say::kMoveOnIf, std::move(parts), *on.when);
    Tell(Say::kMoveOn, parts);
  }
  void Trigger(std::vector<std::string> parts, const dsl::WhenTrigger& when) {
    Tell(Say::kMoveWhen, std::move(parts), when.when);
  }
  void Trigger(std::vector<std::string> parts, const dsl::AfterTrigger& after) {
    parts.push_back(reader_.Length(after.after));
    if (after.when) return Tell(Say::kMoveAfterWhen, std::move(parts), *after.when);
    Tell(Say::kMoveAfter, parts);
  }

  void Item(const dsl::KeepItem&) {}
  void Item(const dsl::GraceItem& grace) { Tell(Say::kGrace, {reader_.Length(grace.length)}); }
  void Item(const dsl::NeedsItem& needs) {
    Tell(Say::kNeeds, {reader_.Event(needs.events, std::nullopt, false), reader_.Length(needs.within)});
  }
  void Item(const dsl::AtMostItem& limit) { Tell(Say::kLimit, {reader_.Text(limit.share)}); }

  /// A keep's condition with its own beginning: "those for whom …".
  Phrase ForWhom(const dsl::Condition& condition) const {
    Phrase phrase = reader_.Read(condition);
    if (!Reader::IsShort(phrase)) {
      // The list below carries the condition; its head follows the beginning.
      phrase.clause = reader_.Say(Say::kForWhom, {reader_.Head(phrase)});
      return phrase;
    }
    return Phrase::Clause(reader_.Say(Say::kForWhom, {reader_.Inline(phrase, false)}));
  }

  /// A sentence without a condition.
  void Tell(wording::Say say, const std::vector<std::string>& parts) {
    lines_.push_back({0, reader_.Say(say, parts) + "."});
  }

  /// A sentence whose last part is a condition, on one line or with a list below.
  void Tell(wording::Say say, std::vector<std::string> parts, const dsl::Condition& condition) {
    const Phrase phrase = reader_.Read(condition);
    if (Reader::IsShort(phrase)) {
      parts.push_back(reader_.Inline(phrase, false));
      return Tell(say, parts);
    }
    parts.push_back(reader_.Head(phrase));
    lines_.push_back({0, reader_.Say(say, parts) + language_.Mark(':')});
    List(phrase.parts, 1, "");
  }

  /// "(1) …;" and, one deeper, "(1.1) …;": the last line of all ends the sentence.
  void List(const std::vector<Phrase>& parts, int depth, const std::string& path) {
    AddItems(parts, depth, path);
    std::string& last = lines_.back().text;
    last.resize(last.size() - language_.Mark(';').size());
    last += '.';
  }

  void AddItems(const std::vector<Phrase>& parts, int depth, const std::string& path) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const Phrase& part = parts[i];
      const std::string number = path + std::to_string(i + 1);
      if (part.kind == Phrase::Kind::kClause) {
        lines_.push_back({depth, "(" + number + ") " + part.clause + language_.Mark(';')});
        continue;
      }
      const std::string head = part.clause.empty() ? reader_.Head(part) : part.clause;
      lines_.push_back({depth, "(" + number + ") " + head + language_.Mark(':')});
      AddItems(part.parts, depth + 1, number + ".");
    }
  }

  Reader reader_;
  const Language& language_;
  Sentence lines_;
};

struct NameOf {
  std::string operator()(const dsl::PruneDeclaration& prune) const { return prune.segment.text; }
  std::string operator()(const dsl::SegmentDeclaration& segment) const { return segment.name.text; }
  std::string operator()(const dsl::FlagDeclaration& flag) const { return flag.name.text; }
  std::string operator()(const dsl::LifecycleDeclaration& lifecycle) const { return lifecycle.name.text; }
  std::string operator()(const dsl::ScoreDeclaration& score) const { return score.name.text; }
  std::string operator()(const dsl::GroupDeclaration& group) const { return group.name.text; }
  std::string operator()(const dsl::MetricDeclaration& metric) const { return metric.name.text; }
  template <typename Other>
  std::string operator()(const Other&) const {
    return {};
  }
};

}  // namespace

Sentence Describe(const dsl::Declaration& declaration, const Language& language, const Glossary& glossary) {
  Describer describer(language, glossary);
  std::visit(describer, declaration.node);
  return describer.Finished();
}

std::string DescribedName(const dsl::Declaration& declaration) { return std::visit(NameOf{}, declaration.node); }

}  // namespace segue::wording
