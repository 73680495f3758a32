// Reads syntax back as prose in one language. Internal to this room; describe.h is its door.
//
// A condition becomes a Phrase: `not` goes into the wording of the clause that it stands before, so that nobody has to
// count negations. What can be missing says so where a missing value makes the clause true.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/wording/glossary.h"
#include "adapters/wording/language.h"
#include "adapters/wording/phrase.h"
#include "dsl/syntax.h"

namespace segue::wording {

/// What a test is about, and what a missing value adds to a negated test.
struct Subject {
  std::string text;
  std::string or_missing;
};

class Reader {
 public:
  Reader(const Language& language, const Glossary& glossary) : language_(language), glossary_(glossary) {}

  const Language& language() const { return language_; }

  // --- conditions
  Phrase Read(const dsl::Condition& condition, bool negated = false) const;
  /// On one line; `nested` puts what is joined by and/or into parentheses.
  std::string Inline(const Phrase& phrase, bool nested) const;
  std::string Inline(const dsl::Condition& condition) const { return Inline(Read(condition), true); }
  /// Whether it reads well without a list.
  static bool IsShort(const Phrase& phrase);
  /// "all of these are true", for a phrase that is a list.
  std::string Head(const Phrase& phrase) const;
  /// "a; b; c".
  std::string JoinParts(const std::vector<std::string>& parts) const;

  // --- tests of values
  std::string Read(const dsl::Test& test, const Subject& subject, bool negated) const;
  std::string ReadComparison(dsl::Comparator comparator, const dsl::Value& value, const Subject& subject,
                             bool negated) const;
  std::string Text(const dsl::Value& value) const;
  std::string Text(const dsl::Literal& literal) const;
  std::string Text(const dsl::Values& values, Join join) const;
  std::string Text(const dsl::PercentValue& share) const;
  std::string Text(const dsl::Point& point) const;
  std::string Length(const dsl::DurationValue& length) const { return language_.Length(Resolve(length)); }
  dsl::Duration Resolve(const dsl::DurationValue& length) const;
  /// The param's value, or the literal itself.
  const dsl::Literal& Resolve(const dsl::Literal& literal) const;
  std::string InPeriod(const dsl::Period& period) const;
  Subject PropertySubject(const std::string& name) const;

  // --- events
  /// "purchase event (where amount is at least 50 EUR)"; `extra` holds for every alternative.
  std::string Event(const dsl::Events& events, const std::vector<dsl::Filter>& extra, bool plural) const;
  std::string Event(const dsl::Events& events, const std::optional<dsl::Filter>& extra, bool plural) const;
  /// "event a or b", by name only.
  std::string KindNames(const std::vector<dsl::Name>& names, Join join) const;
  Phrase ReadFilter(const dsl::Filter& filter, bool negated = false) const;
  std::string When(const dsl::When& when) const;
  std::string While(const dsl::WhileClause& during) const;
  /// When and while, each with a space before it.
  std::string Tail(const std::vector<dsl::Clause>& clauses) const;
  static wording::Say AggregateSay(dsl::AggregateKind kind);
  bool IsFlag(const std::string& name) const { return glossary_.KindOf(name) == NameKind::kFlag; }
  static dsl::Events EventsOf(const dsl::PropertyPath& path);
  std::string Same(const std::vector<dsl::SameProperty>& same) const;

  std::string Say(wording::Say say, const std::vector<std::string>& parts, bool negated = false) const;

 private:
  // One for each form of condition.
  Phrase ReadParts(const std::vector<dsl::Condition>& parts, Phrase::Kind kind, Phrase::Kind negated_kind,
                   bool negated) const;
  std::string ReadName(const dsl::NameCondition& condition, bool negated) const;
  std::string ReadState(const dsl::NameCondition& condition, bool negated) const;
  std::string ReadMember(const dsl::MemberCondition& condition, bool negated) const;
  std::string ReadDid(const dsl::DidCondition& did, bool negated) const;
  std::string ReadCount(const dsl::CountClause* count, const std::vector<std::string>& parts, const std::string& one,
                        bool negated) const;
  std::string ReadOrdinal(const dsl::OrdinalCondition& ordinal, bool negated) const;
  std::string ReadAggregate(const dsl::AggregateCondition& aggregate, bool negated) const;
  std::string ReadElapsed(const dsl::ElapsedCondition& elapsed, bool negated) const;
  std::string ReadWas(const dsl::WasCondition& was, bool negated) const;
  std::string ReadWasMember(const dsl::WasMemberCondition& was, bool negated) const;
  std::string ReadAnniversary(const dsl::AnniversaryCondition& anniversary, bool negated) const;
  Subject NameSubject(const std::string& name) const;

  const Language& language_;
  const Glossary& glossary_;
};

template <typename... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <typename... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

}  // namespace segue::wording
