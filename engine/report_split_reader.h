// Which split rows something counted falls in: the labels of all splits as keys (mixed radix, first split first).
//
//   by country (missing, FR, BE), tags (missing, vip, new): FR with tags {vip, new} → keys 1·3+1 and 1·3+2
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/measure_cursors.h"
#include "engine/report_plan.h"

namespace segue::engine {

/// Something that may be counted. Times: `at` decides the period, `read_at` is where `for` and splits are read
/// (for moves and exits one millisecond before `at`).
struct Occurrence {
  std::uint32_t position = kNoContact;  // in the batch; kNoContact: it happened to the account
  Instant at = 0;
  Instant read_at = 0;
  std::uint32_t kind = kNoEvent;  // the event that is counted, or that fired the move
  std::uint32_t row = 0;
};

/// Reads the splits of one batch; without batch (nullptr) only those of the account's events.
class SplitReader {
 public:
  SplitReader(const ReportPlan& plan, const Batch* batch);

  /// The keys of the rows that count the occurrence of a measure, each once; valid until the next call. `touches` get
  /// the credit for it, where the measure has one.
  std::span<const std::uint64_t> Keys(const Occurrence& occurrence, const PlannedMeasure& measure,
                                      const std::vector<EventFact>* touches);

  /// A row key and the instant from which it holds.
  struct KeyStep {
    Instant at = 0;
    std::uint64_t key = 0;
    std::uint32_t row = kNoRow;  // of the totals, kept by who adds to them
  };
  static constexpr std::uint32_t kNoRow = 0xFFFFFFFF;
  /// The keys of a contact over time, where the plan has contact_keys: the first from kAlways on, each up to the next.
  /// Found when first asked for. Valid until the next call.
  std::span<KeyStep> StepsOf(std::uint32_t position);
  /// The step that holds at an instant.
  KeyStep& StepAt(std::uint32_t position, Instant instant);

 private:
  struct Cursors {
    std::optional<FieldCursor> field;
    std::optional<NodeCursor> membership;
    std::optional<StateCursor> state;
    std::vector<NodeCursor> group;  // parallel to the group's labels
    const StepColumn* score = nullptr;
    std::vector<Instant> entered;  // by position: the first entry of a cohort split, kForever if there is none
  };
  std::vector<Instant> FirstEntries(const Target& target) const;
  const EventColumn& Events(std::uint32_t kind) const;
  const Column& Property(const PropertySplit& by, std::uint32_t kind) const;
  void AddSteps(std::uint32_t position);
  std::uint32_t CollectChanges(std::size_t split, std::uint32_t position);
  std::uint32_t ReadChanges(std::size_t split, std::uint32_t position);
  void ReadKeys(const Occurrence& occurrence, const PlannedMeasure& measure, const std::vector<EventFact>* touches);
  void ReadLabels(std::size_t split, const Occurrence& occurrence);
  void ReadTouches(std::size_t split, const std::vector<EventFact>& touches);
  void AddEventLabels(std::size_t split, EventKindId kind, std::uint32_t row);
  void ReadGroup(std::size_t split, const Occurrence& occurrence);

  const ReportPlan& plan_;
  const Batch* batch_;
  std::vector<Cursors> cursors_;       // parallel to the splits
  std::vector<std::uint32_t> labels_;  // of the split being read
  std::vector<std::uint64_t> keys_, next_;
  // Where the plan has contact_keys: the steps of the contacts asked for so far, and where StepAt was last.
  std::vector<KeyStep> steps_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> steps_of_;  // by position: [first, last); 0, 0 not found yet
  struct Change {
    Instant at = 0;
    std::uint32_t split = 0, label = 0, order = 0;
  };
  std::vector<Change> changes_;  // of the contact whose steps are found
  std::vector<Instant> instants_;
  std::vector<std::uint32_t> label_of_split_;
  std::vector<std::uint64_t> weight_of_split_;
  std::uint32_t position_ = kNoContact, step_ = 0;
  Instant latest_ = kAlways;
};

/// The label codes of a key, one per split.
std::vector<std::uint32_t> LabelsOfKey(const std::vector<SplitAxis>& axes, std::uint64_t key);

}  // namespace segue::engine
