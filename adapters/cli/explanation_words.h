// Evidence in words: an engine explanation becomes a tree of sentences, the same for tables, json, csv and failed
// tests.
//
//   ✗ did purchase at least 3 times in last 30 days
//     2 of 3 times; the latest: purchase on 2026-05-11 (amount 40.00 EUR), counts until 2026-06-10
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/cli/value.h"
#include "engine/explanation.h"

namespace segue::cli {

/// An event as evidence names it.
struct ExplainedEvent {
  engine::EventFact event;
  std::optional<engine::Interval> covers;  // when it counts, where that is asked about
};

struct ExplainedPart {
  std::string text;           // one line: the condition, "all of", a declaration's name
  std::string condition;      // as written
  std::optional<bool> holds;  // empty where nothing is true or false: a lifecycle, a group of lines
  std::optional<engine::Instant> since, until;
  std::vector<std::string> because;  // sentences
  std::vector<ExplainedEvent> events;
  std::optional<engine::LifecycleEvidence> lifecycle;
  std::vector<ExplainedPart> parts;
};

class ExplanationWords {
 public:
  /// All must outlive the words. `contact` is the one that is explained, by its number in the timelines.
  ExplanationWords(const engine::Program& program, const engine::Timelines& timelines, const engine::Calendar& calendar,
                   std::uint32_t contact, engine::Instant as_of);

  /// A segment, flag or lifecycle that was asked about by name.
  ExplainedPart Answer(const std::string& name, const engine::Explanation& explanation) const;
  ExplainedPart Part(const engine::Explanation& explanation) const;

  /// `purchase on 2026-06-15 10:00 (amount 22.00 EUR)`
  std::string EventText(const engine::EventFact& event) const;
  /// `true since 2026-06-15, until 2026-09-13: 75 days left`; empty where it was always so and stays.
  std::string DatesText(const ExplainedPart& part) const;
  /// A date where the instant is a local midnight, else the local time.
  std::string When(engine::Instant instant) const;
  /// The value of an event's property.
  Value Property(const engine::EventFact& event, engine::PropertyId property) const;

  const engine::Program& program() const { return program_; }
  const engine::Calendar& calendar() const { return calendar_; }
  engine::Instant as_of() const { return as_of_; }

 private:
  struct Filler;
  /// Whether the node is a segment's or flag's: its name.
  const engine::NamedNode* NameOf(engine::NodeId node) const;
  ExplainedPart Unnamed(const engine::Explanation& explanation) const;
  std::string ValueText(const Value& value) const;

  const engine::Program& program_;
  const engine::Timelines& timelines_;
  const engine::Calendar& calendar_;
  std::uint32_t contact_;
  engine::Instant as_of_;
};

}  // namespace segue::cli
