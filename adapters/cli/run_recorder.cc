// Batches are evaluated whole: when one contact of 1,024 has to be looked at, the others of its batch are evaluated
// with it, which costs less than picking it out, and their moves are left alone.
#include "adapters/cli/run_recorder.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <span>

#include "adapters/cli/evaluation_stage.h"
#include "adapters/cli/log.h"
#include "adapters/cli/value.h"
#include "adapters/timeline_cache/cached_timelines.h"
#include "adapters/timeline_cache/run_memory.h"
#include "engine/move_outlook.h"
#include "engine/selected_batches.h"

namespace segue::cli {
namespace {

using sqlite::LedgerMove;
using timeline_cache::RunMemory;

class Recorder {
 public:
  Recorder(Session& session, Population& population, sqlite::SqliteStore& store, bool dry_run, std::string memory_path)
      : session_(session),
        population_(population),
        program_(population.program),
        store_(store),
        dry_run_(dry_run),
        memory_path_(std::move(memory_path)),
        lifecycles_(program_.lifecycles.size()),
        cached_(dynamic_cast<const timeline_cache::CachedTimelines*>(&population.facts.source())) {
    std::iota(lifecycles_.begin(), lifecycles_.end(), 0U);
    for (const engine::Lifecycle& lifecycle : program_.lifecycles) names_.push_back(lifecycle.name);
  }

  Result<sqlite::RunOutcome> Record() {
    if (cached_ != nullptr) {
      identities_ = cached_->Identities();
      if (Recall()) {
        Result<std::optional<sqlite::RunOutcome>> outcome = RecordChanges();
        if (!outcome) return outcome.error();
        if (*outcome) return **std::move(outcome);
      }
    }
    return RecordAll();
  }

 private:
  // ---------------------------------------------------------------- everybody

  Result<sqlite::RunOutcome> RecordAll() {
    const engine::MoveOutlook outlook = Evaluate(population_.facts.source());
    std::vector<LedgerMove> moves;
    moves.reserve(outlook.moves.size());
    for (const engine::MoveRecord& move : outlook.moves) moves.push_back(Named(move, move.contact));
    Result<sqlite::RunOutcome> outcome = store_.RecordRun(population_.as_of, std::move(moves), names_, dry_run_);
    if (!outcome || dry_run_ || cached_ == nullptr) return outcome;
    RunMemory memory;
    memory.contacts = identities_;
    memory.next = outlook.next;
    memory.moves.resize(identities_.size());
    ForEachContact(outlook.moves, [&](std::uint32_t contact, std::span<const engine::MoveRecord> of) {
      memory.moves[contact] = FingerprintOf(of, population_.as_of);
    });
    Keep(std::move(memory), outcome->run);
    return outcome;
  }

  // ---------------------------------------------------------------- those who can have changed

  /// Whether there is a run to follow.
  bool Recall() {
    std::optional<RunMemory> memory = RunMemory::Read(memory_path_);
    if (!memory || memory->rules != session_.rules_fingerprint() || memory->as_of > population_.as_of) return false;
    std::uint32_t most = 0;
    for (const std::uint32_t id : memory->contacts) most = std::max(most, id);
    remembered_.assign(std::size_t{most} + 1, kNobody);
    for (std::uint32_t i = 0; i < memory->contacts.size(); ++i) remembered_[memory->contacts[i]] = i;
    std::size_t known = 0;
    for (const std::uint32_t id : identities_) known += Remembered(id) != kNobody ? 1 : 0;
    // Who has become part of another contact has moves in the ledger that nobody makes any more.
    if (known != memory->contacts.size()) return false;
    memory_ = std::move(*memory);
    return true;
  }

  static constexpr std::uint32_t kNobody = 0xFFFFFFFF;
  std::uint32_t Remembered(std::uint32_t id) const { return id < remembered_.size() ? remembered_[id] : kNobody; }

  /// By contact, whether it has to be looked at again.
  std::vector<bool> FindCandidates() const {
    const std::vector<std::int64_t> changed = cached_->Changed();
    std::vector<bool> candidates(identities_.size());
    for (std::size_t contact = 0; contact < identities_.size(); ++contact) {
      const std::uint32_t known = Remembered(identities_[contact]);
      candidates[contact] =
          known == kNobody || changed[contact] > memory_.changes || memory_.next[known] <= population_.as_of;
    }
    return candidates;
  }

  Result<std::optional<sqlite::RunOutcome>> RecordChanges() {
    const std::vector<bool> candidates = FindCandidates();
    const engine::SelectedBatches selected(population_.facts.source(), BatchesOf(candidates));
    std::vector<bool> wanted(selected.contacts());
    for (std::uint32_t i = 0; i < wanted.size(); ++i) wanted[i] = candidates[selected.Original(i)];
    const engine::MoveOutlook outlook = Evaluate(selected, wanted);
    const engine::Instant before = memory_.as_of;
    RunMemory memory = Carried();
    std::vector<sqlite::ContactMoves> contacts;
    std::size_t next_move = 0;
    for (std::uint32_t i = 0; i < wanted.size(); ++i) {
      if (!wanted[i]) continue;
      const std::size_t first_move = next_move;
      while (next_move < outlook.moves.size() && outlook.moves[next_move].contact == i) ++next_move;
      const std::uint32_t contact = selected.Original(i);
      const auto moves = std::span(outlook.moves).subspan(first_move, next_move - first_move);
      const bool unchanged =
          Remembered(identities_[contact]) != kNobody && FingerprintOf(moves, before) == memory.moves[contact];
      AddContact(contact, moves, unchanged ? before : engine::kAlways, contacts);
      memory.next[contact] = outlook.next[i];
      memory.moves[contact] = FingerprintOf(moves, population_.as_of);
    }
    Result<std::optional<sqlite::RunOutcome>> outcome =
        store_.RecordChanges(population_.as_of, memory.run, contacts, names_, dry_run_);
    if (outcome && *outcome && !dry_run_) Keep(std::move(memory), (*outcome)->run);
    return outcome;
  }

  static std::vector<std::uint32_t> BatchesOf(const std::vector<bool>& candidates) {
    std::vector<std::uint32_t> batches;
    for (std::uint32_t contact = 0; contact < candidates.size(); ++contact) {
      const std::uint32_t batch = contact / engine::kBatchSize;
      if (candidates[contact] && (batches.empty() || batches.back() != batch)) batches.push_back(batch);
    }
    return batches;
  }

  /// What the run before knew, by today's contacts.
  RunMemory Carried() {
    if (memory_.contacts == identities_) return std::move(memory_);
    RunMemory memory;
    memory.run = memory_.run;
    memory.contacts = identities_;
    memory.next.reserve(identities_.size());
    memory.moves.reserve(identities_.size());
    for (const std::uint32_t id : identities_) {
      const std::uint32_t known = Remembered(id);
      memory.next.push_back(known == kNobody ? engine::kAlways : memory_.next[known]);
      memory.moves.push_back(known == kNobody ? 0 : memory_.moves[known]);
    }
    return memory;
  }

  /// `unchanged_until`: up to then the moves are as the run before recorded them; kAlways where they are not.
  void AddContact(std::uint32_t contact, std::span<const engine::MoveRecord> moves, engine::Instant unchanged_until,
                  std::vector<sqlite::ContactMoves>& contacts) const {
    sqlite::ContactMoves of{identities_[contact], {}, unchanged_until == engine::kAlways};
    for (const engine::MoveRecord& move : moves) {
      if (move.at > unchanged_until) of.moves.push_back(Named(move, contact));
    }
    if (of.history_changed || !of.moves.empty()) contacts.push_back(std::move(of));
  }

  // ---------------------------------------------------------------- both

  engine::MoveOutlook Evaluate(const engine::TimelineSource& source, const std::vector<bool>& wanted = {}) {
    engine::Evaluator evaluator(program_, source, population_.calendar);
    const EvaluationStage stage(evaluator, WithThousands(std::to_string(source.contacts())) + " contacts");
    engine::MoveOutlook outlook = engine::LookAtMoves(evaluator, population_.as_of, lifecycles_, wanted);
    WarnOfRunaways(evaluator);
    return outlook;
  }

  LedgerMove Named(const engine::MoveRecord& move, std::uint32_t contact) const {
    const engine::Lifecycle& lifecycle = program_.lifecycles[move.lifecycle];
    LedgerMove named;
    named.contact = population_.Key(contact);
    named.lifecycle = lifecycle.name;
    named.from = lifecycle.states[move.from];
    named.to = lifecycle.states[move.to];
    named.at = move.at;
    if (cached_ != nullptr) named.contact_id = identities_[contact];
    return named;
  }

  template <typename Use>
  static void ForEachContact(std::span<const engine::MoveRecord> moves, Use use) {
    for (std::size_t first = 0; first < moves.size();) {
      std::size_t last = first;
      while (last < moves.size() && moves[last].contact == moves[first].contact) ++last;
      use(moves[first].contact, moves.subspan(first, last - first));
      first = last;
    }
  }

  /// Of the moves up to an instant. 0 of none, so that who never moved need not be mentioned.
  static std::uint64_t FingerprintOf(std::span<const engine::MoveRecord> moves, engine::Instant until) {
    std::uint64_t fingerprint = 0;
    for (const engine::MoveRecord& move : moves) {
      if (move.at > until) continue;
      const std::int64_t parts[] = {move.lifecycle, move.from, move.to, move.at};
      fingerprint = timeline_cache::FingerprintOf({reinterpret_cast<const char*>(parts), sizeof parts}, fingerprint);
    }
    return fingerprint;
  }

  void Keep(RunMemory memory, std::int64_t run) const {
    memory.run = run;
    memory.changes = cached_->state().changes;
    memory.as_of = population_.as_of;
    memory.rules = session_.rules_fingerprint();
    memory.Write(memory_path_);
  }

  Session& session_;
  Population& population_;
  const engine::Program& program_;
  sqlite::SqliteStore& store_;
  const bool dry_run_;
  const std::string memory_path_;
  std::vector<engine::LifecycleId> lifecycles_;
  std::vector<std::string> names_;
  const timeline_cache::CachedTimelines* cached_;  // null: the facts come from the store itself
  std::vector<std::uint32_t> identities_;          // by contact
  RunMemory memory_;                               // of the run before
  std::vector<std::uint32_t> remembered_;          // by id: its place in memory_
};

}  // namespace

Result<sqlite::RunOutcome> RecordMoves(Session& session, Population& population, sqlite::SqliteStore& store,
                                       bool dry_run) {
  const Result<std::string> path = session.StorePath();
  if (!path) return path.error();
  return Recorder(session, population, store, dry_run, RunMemory::PathOf(*path)).Record();
}

}  // namespace segue::cli
