// Logic, names, membership. `not (a and b)` stays "at least one of these is not true", as it was written.
#include <algorithm>

#include "adapters/wording/reader.h"

namespace segue::wording {
namespace {

constexpr std::size_t kMostInline = 3;

/// The truth that `is true`, `= false`, `is not true` asks for; empty for other tests.
std::optional<bool> TruthAsked(const dsl::Test& test) {
  const auto truth = [](const dsl::Value& value) -> std::optional<bool> {
    const auto* literal = std::get_if<dsl::Literal>(&value.value);
    const auto* boolean = literal == nullptr ? nullptr : std::get_if<dsl::Boolean>(&literal->value);
    return boolean == nullptr ? std::nullopt : std::optional(boolean->value);
  };
  if (const auto* is = std::get_if<dsl::IsTest>(&test.test)) {
    const std::optional<bool> asked = truth(is->value);
    return asked ? std::optional(*asked != is->negated) : std::nullopt;
  }
  const auto* compare = std::get_if<dsl::CompareTest>(&test.test);
  if (compare == nullptr) return std::nullopt;
  const std::optional<bool> asked = truth(compare->value);
  return asked ? std::optional(*asked == (compare->comparator == dsl::Comparator::kEqual)) : std::nullopt;
}

}  // namespace

std::string Reader::Say(wording::Say say, const std::vector<std::string>& parts, bool negated) const {
  const Words& words = language_.Find(say);
  return Fill(negated ? words.no : words.yes, parts);
}

bool Reader::IsShort(const Phrase& phrase) {
  if (phrase.kind == Phrase::Kind::kClause) return true;
  if (phrase.kind != Phrase::Kind::kAll && phrase.kind != Phrase::Kind::kAny) return false;
  return phrase.parts.size() <= kMostInline &&
         std::all_of(phrase.parts.begin(), phrase.parts.end(),
                     [](const Phrase& part) { return part.kind == Phrase::Kind::kClause; });
}

std::string Reader::Head(const Phrase& phrase) const {
  switch (phrase.kind) {
    case Phrase::Kind::kAll:
    case Phrase::Kind::kNotAll:
      return Say(Say::kAllTrue, {}, phrase.kind == Phrase::Kind::kNotAll);
    case Phrase::Kind::kAny:
    case Phrase::Kind::kNone:
      return Say(Say::kAnyTrue, {}, phrase.kind == Phrase::Kind::kNone);
    case Phrase::Kind::kClause:
      break;
  }
  return phrase.clause;
}

std::string Reader::Inline(const Phrase& phrase, bool nested) const {
  if (phrase.kind == Phrase::Kind::kClause) return phrase.clause;
  std::vector<std::string> parts;
  for (const Phrase& part : phrase.parts) parts.push_back(Inline(part, true));
  std::string text;
  if (phrase.kind == Phrase::Kind::kAll || phrase.kind == Phrase::Kind::kAny) {
    text = language_.Join(parts, phrase.kind == Phrase::Kind::kAll ? Join::kAnd : Join::kOr);
  } else {
    text = Head(phrase) + language_.Mark(':') + " " + JoinParts(parts);
  }
  return nested ? "(" + text + ")" : text;
}

std::string Reader::JoinParts(const std::vector<std::string>& parts) const {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : language_.Mark(';') + " ") + part;
  return text;
}

Phrase Reader::ReadParts(const std::vector<dsl::Condition>& parts, Phrase::Kind kind, Phrase::Kind negated_kind,
                         bool negated) const {
  Phrase phrase{negated ? negated_kind : kind, {}, {}};
  for (const dsl::Condition& part : parts) {
    Phrase read = Read(part);
    // `a and (b and c)` is `a and b and c`.
    if (read.kind == kind) {
      for (Phrase& inner : read.parts) phrase.parts.push_back(std::move(inner));
    } else {
      phrase.parts.push_back(std::move(read));
    }
  }
  return phrase;
}

Phrase Reader::Read(const dsl::Condition& condition, bool negated) const {
  using Kind = Phrase::Kind;
  const auto clause = [](std::string text) { return Phrase::Clause(std::move(text)); };
  return std::visit(
      Overloaded{
          [&](const dsl::Everyone&) { return clause(Say(Say::kAlways, {}, negated)); },
          [&](const dsl::Nobody&) { return clause(Say(Say::kAlways, {}, !negated)); },
          [&](const dsl::AndCondition& all) { return ReadParts(all.parts, Kind::kAll, Kind::kNotAll, negated); },
          [&](const dsl::OrCondition& any) { return ReadParts(any.parts, Kind::kAny, Kind::kNone, negated); },
          [&](const dsl::NotCondition& opposite) { return Read(*opposite.part, !negated); },
          [&](const dsl::GroupCondition& group) { return Read(*group.part, negated); },
          [&](const dsl::HeldCondition& held) {
            return clause(Say(Say::kHeld, {Length(held.length), Inline(*held.part)}, negated));
          },
          [&](const dsl::NameCondition& name) { return clause(ReadName(name, negated)); },
          [&](const dsl::MemberCondition& member) { return clause(ReadMember(member, negated)); },
          [&](const dsl::SampleCondition& sample) {
            return clause(Say(Say::kInSample, {Text(sample.share), language_.Quoted(sample.name)}, negated));
          },
          [&](const dsl::DidCondition& did) { return clause(ReadDid(did, negated)); },
          [&](const dsl::OrdinalCondition& ordinal) { return clause(ReadOrdinal(ordinal, negated)); },
          [&](const dsl::AggregateCondition& aggregate) { return clause(ReadAggregate(aggregate, negated)); },
          [&](const dsl::ElapsedCondition& elapsed) { return clause(ReadElapsed(elapsed, negated)); },
          [&](const dsl::KnownCondition& known) { return clause(Say(Say::kKnown, {Length(known.length)}, negated)); },
          [&](const dsl::WasMemberCondition& was) { return clause(ReadWasMember(was, negated)); },
          [&](const dsl::WasCondition& was) { return clause(ReadWas(was, negated)); },
          [&](const dsl::AnniversaryCondition& anniversary) { return clause(ReadAnniversary(anniversary, negated)); },
      },
      condition.node);
}

Subject Reader::NameSubject(const std::string& name) const {
  switch (glossary_.KindOf(name)) {
    case NameKind::kScore:
      return {Say(Say::kScore, {name}), ""};
    case NameKind::kGroup:
      return {Say(Say::kGroup, {name}), Say(Say::kOrMissing, {})};
    case NameKind::kUnknown:
      return PropertySubject(name);
    default:
      return {Say(Say::kField, {name}), Say(Say::kOrMissing, {})};
  }
}

Subject Reader::PropertySubject(const std::string& name) const {
  return {Say(Say::kProperty, {name}), Say(Say::kOrMissing, {})};
}

std::string Reader::ReadName(const dsl::NameCondition& condition, bool negated) const {
  const std::string& name = condition.name.text;
  const NameKind kind = glossary_.KindOf(name);
  if (kind == NameKind::kLifecycle && condition.test) return ReadState(condition, negated);
  if (kind == NameKind::kFlagField && !condition.test) {
    const Subject subject = NameSubject(name);
    return Say(Say::kIs, {subject.text, language_.YesOrNo(true), subject.or_missing}, negated);
  }
  if (!condition.test) return Say(Say::kFlagOn, {name}, negated);
  if (kind == NameKind::kFlag) {
    const std::optional<bool> asked = TruthAsked(*condition.test);
    if (asked) return Say(Say::kFlagOn, {name}, *asked == negated);
  }
  return Read(*condition.test, NameSubject(name), negated);
}

std::string Reader::ReadState(const dsl::NameCondition& condition, bool negated) const {
  const std::string& name = condition.name.text;
  const auto state = [&](const std::string& states, bool opposite) {
    return Say(Say::kInState, {name, states}, opposite != negated);
  };
  if (const auto* is = std::get_if<dsl::IsTest>(&condition.test->test)) return state(Text(is->value), is->negated);
  if (const auto* in = std::get_if<dsl::InTest>(&condition.test->test)) {
    if (const auto* values = std::get_if<dsl::Values>(&in->range)) return state(Text(*values, Join::kOr), in->negated);
  }
  if (const auto* compare = std::get_if<dsl::CompareTest>(&condition.test->test)) {
    if (compare->comparator == dsl::Comparator::kEqual || compare->comparator == dsl::Comparator::kNotEqual)
      return state(Text(compare->value), compare->comparator == dsl::Comparator::kNotEqual);
  }
  return Read(*condition.test, {name, ""}, negated);  // no such rule passes the checker
}

std::string Reader::ReadMember(const dsl::MemberCondition& condition, bool negated) const {
  const std::string& name = condition.name.text;
  if (condition.list) return Say(Say::kInList, {language_.Quoted(name)}, negated);
  const bool flag = glossary_.KindOf(name) == NameKind::kFlag;
  return Say(flag ? Say::kFlagOn : Say::kInSegment, {name}, negated);
}

std::string Reader::ReadWasMember(const dsl::WasMemberCondition& was, bool negated) const {
  const bool flag = glossary_.KindOf(was.segment.text) == NameKind::kFlag;
  return Say(flag ? Say::kFlagWasOn : Say::kWasIn, {was.segment.text}, negated);
}

std::string Reader::ReadWas(const dsl::WasCondition& was, bool negated) const {
  const std::string& name = was.name.text;
  if (std::holds_alternative<dsl::WasSet>(was.what)) return Say(Say::kWasSet, {NameSubject(name).text}, negated);
  const auto* values = std::get_if<dsl::Values>(&was.what);
  const std::string text = values != nullptr ? Text(*values, Join::kOr) : Text(std::get<dsl::Value>(was.what));
  if (glossary_.KindOf(name) == NameKind::kLifecycle) return Say(Say::kWasState, {name, text}, negated);
  return Say(Say::kWasValue, {NameSubject(name).text, text}, negated);
}

}  // namespace segue::wording
