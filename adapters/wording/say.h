// Every form that can be read back, by name. A language has one wording per name (english.cc, french.cc).
//
// Wordings are templates: {0}, {1} … are filled in. What they are is said here, in the order of the numbers.
#pragma once

namespace segue::wording {

enum class Say {
  // --- subjects: name
  kField,
  kProperty,
  kScore,
  kGroup,
  kAnniversaryOf,  // field
  kSinceLast,      // events
  // --- aggregates as subjects: property, events, tail
  kSumOf,
  kAverageOf,
  kLargestOf,
  kSmallestOf,
  kDistinctOf,
  kMedianOf,
  kLastOf,
  kRankOf,  // also {3}: the rank
  // --- tests: subject, value, what a missing value adds
  kIs,
  kEquals,  // a number
  kLess,
  kAtMost,
  kMore,
  kAtLeast,
  kSpanLess,  // a length of time
  kSpanAtMost,
  kSpanMore,
  kSpanAtLeast,
  kBefore,  // a date
  kNoLater,
  kAfter,
  kNoEarlier,
  kOneOf,
  kSet,
  kIsDay,
  kFalls,    // adverbial of time
  kBetween,  // low, high, missing
  kContains,
  kStartsWith,
  kEndsWith,
  kMatches,
  kHas,
  kHasAny,
  kHasAll,
  kOrMissing,  // the addition itself
  kOrThereIsNone,
  // --- other conditions
  kAlways,
  kFlagOn,      // name
  kInSegment,   // name
  kInList,      // name
  kInSample,    // share, name
  kInState,     // lifecycle, states
  kKnown,       // length
  kHeld,        // length, clause
  kWasIn,       // segment
  kFlagWasOn,   // flag
  kWasSet,      // subject
  kWasValue,    // subject, values
  kWasState,    // lifecycle, states
  kDidSome,     // one event, tail
  kDidAtLeast,  // events, tail, count
  kDidAtMost,
  kDidAtMostOne,
  kDidExactly,
  kOrdinalWhen,  // event, tail, first or last
  kOrdinalIs,    // event, kinds, first or last
  kOrdinalHas,   // event, clause, first or last
  // --- parts of the above
  kFirst,
  kLast,
  kEvent,    // name: "purchase event"
  kEvents,   // names: "purchase events"
  kEventOf,  // names: "event among a and b"
  kEventsOf,
  kAnyEvent,
  kAnyEvents,
  kWhere,       // clause
  kThen,        // length, event, same
  kSame,        // property
  kSameMany,    // properties
  kWhile,       // clause
  kJustBefore,  // clause
  kBothEnds,    // from, to
  // --- lists of conditions
  kAllTrue,
  kAnyTrue,
  // --- declarations
  kContactsFor,  // clause
  kGoesOn,       // clause
  kGoesOff,      // clause
  kStaysOn,
  kGoesOnAt,       // event
  kGoesOffAt,      // event
  kBeginsIn,       // state
  kFinal,          // state
  kMoveOn,         // from, to, event
  kMoveOnIf,       // from, to, event, clause
  kMoveWhen,       // from, to, clause
  kMoveAfter,      // from, to, length
  kMoveAfterWhen,  // from, to, length, clause
  kAnyOther,
  kScoreBegins,
  kPointsPer,    // points, event, tail
  kPointsWhile,  // points, clause
  kScoreAtMost,  // points
  kLabelWhen,    // label, clause
  kLabelElseWhen,
  kLabelElse,  // label
  kLabelNone,
  kPrunes,     // segment
  kPrunesBut,  // segment
  kForWhom,    // clause
  kGrace,      // length
  kNeeds,      // event, length
  kLimit,      // share
  // --- measures
  kTheSegment,  // name
  kTheFlag,     // name
  kTheState,    // state, lifecycle
  kEveryone,
  kEntries,  // target
  kExits,    // target
  kMoves,    // lifecycle, from, to
  kAnyState,
  kMembers,         // target
  kAverageMembers,  // target
  kContactsWith,    // event, tail
  kCountOf,         // events, tail
  kFollowed,        // length, event, same
  kToDate,
  kLevelAverage,  // name
  kLevelMedian,
  kLevelRank,     // name, rank
  kTakenAverage,  // unit, from, to
  kTakenMedian,
  kTakenRank,  // unit, from, to, rank
  kPlanUsed,   // plan, allowance
  kPlanAllowance,
  kPlanPrice,    // plan
  kCohort,       // outcome, entry, length
  kCreditFirst,  // event, length, property, tail
  kCreditLast,
  kCreditAny,
  kOnlyFor,  // clause
  kPlus,
  kMinus,
  kTimes,
  kDividedBy,
  kAsPercent,  // formula
  // --- counts
  kOfWhich,       // the counts below
  kNeverDid,      // contacts, event; the "no" text of these three is the singular
  kNewcomers,     // contacts, length
  kMissingValue,  // contacts, field
  kCount          // how many there are
};

/// A wording and that of its negation.
struct Words {
  Say say;
  const char* yes;
  const char* no = nullptr;
};

}  // namespace segue::wording
