// Batches on all cores. Each worker takes the next batch, evaluates the needed nodes in order of dependency, and hands
// the result to the consumer; which worker takes which batch changes nothing in the result.
#include <algorithm>
#include <atomic>
#include <limits>
#include <mutex>
#include <optional>
#include <thread>

#include "engine/evaluation.h"
#include "engine/kernels.h"
#include "engine/plan.h"
#include "engine/selected_batches.h"
#include "engine/workspace.h"

namespace segue::engine {
namespace {

// Positions in a batch are narrow numbers.
static_assert(kBatchSize < std::numeric_limits<Position>::max());

/// Beyond the longest duration: "until" and "next flip" look this far.
constexpr Length kOutlook{0, 24};

unsigned ThreadsOrCores(unsigned threads) {
  return threads != 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace

struct Evaluator::Impl {
  const Program& program;
  const std::unique_ptr<const TimelineSource> own_source;  // of timelines in memory
  const TimelineSource& source;
  const Calendar& calendar;
  const unsigned threads;
  const Plan plan;
  mutable std::mutex mutex;
  std::vector<RunawayLifecycle> runaways;
  std::optional<Profile> profile;

  Impl(const Program& the_program, const TimelineSource& the_source, const Calendar& the_calendar, unsigned the_threads)
      : program(the_program),
        source(the_source),
        calendar(the_calendar),
        threads(ThreadsOrCores(the_threads)),
        plan(the_program, the_source.common(), the_calendar) {}
  Impl(const Program& the_program, std::unique_ptr<const TimelineSource> the_source, const Calendar& the_calendar,
       unsigned the_threads)
      : program(the_program),
        own_source(std::move(the_source)),
        source(*own_source),
        calendar(the_calendar),
        threads(ThreadsOrCores(the_threads)),
        plan(the_program, source.common(), the_calendar) {}

  void ForgetRunaways() {
    const std::lock_guard lock(mutex);
    runaways.clear();
  }
  void KeepRunaways(const std::vector<RunawayLifecycle>& found) {
    const std::lock_guard lock(mutex);
    runaways.insert(runaways.end(), found.begin(), found.end());
  }
  void KeepProfile(const Workspace& workspace) {
    const std::lock_guard lock(mutex);
    if (profile) profile->Add(*workspace.profile());
  }

  void Evaluate(std::span<const NodeId> nodes, Workspace& workspace) const {
    if (!profile) {
      for (const NodeId node : nodes) EvaluateNode(node, workspace);
      return;
    }
    for (const NodeId node : nodes) EvaluateNodeProfiled(node, workspace, workspace.profile()->nodes[node]);
  }
};

Scope ScopeWithOutlook(const Program& program, const Calendar& calendar, Instant as_of) {
  return {as_of, calendar.Add(calendar.Add(as_of, program.longest), kOutlook)};
}

Evaluator::Evaluator(const Program& program, const TimelineSource& source, const Calendar& calendar, unsigned threads)
    : impl_(std::make_unique<Impl>(program, source, calendar, threads)) {}
Evaluator::Evaluator(const Program& program, const Timelines& timelines, const Calendar& calendar, unsigned threads)
    : impl_(std::make_unique<Impl>(program, std::make_unique<TimelinesInMemory>(timelines), calendar, threads)) {}
Evaluator::~Evaluator() = default;

const Program& Evaluator::program() const { return impl_->program; }
const TimelineSource& Evaluator::source() const { return impl_->source; }
const Timelines& Evaluator::common() const { return impl_->source.common(); }
std::uint32_t Evaluator::contacts() const { return impl_->source.contacts(); }
const Calendar& Evaluator::calendar() const { return impl_->calendar; }
std::size_t Evaluator::Batches() const { return (contacts() + kBatchSize - 1) / kBatchSize; }
unsigned Evaluator::Threads() const { return impl_->threads; }

void Evaluator::Run(const Scope& scope, std::span<const NodeId> roots,
                    const std::function<void(std::size_t batch, unsigned worker, const Batch&)>& consume) const {
  const std::vector<NodeId> nodes = impl_->plan.Closure(roots);
  impl_->ForgetRunaways();
  std::atomic<std::size_t> next_batch{0};
  const auto work = [&](unsigned worker) {
    Workspace workspace(impl_->plan, impl_->calendar, {scope.as_of, std::max(scope.as_of, scope.horizon)});
    if (impl_->profile) workspace.StartProfile();
    const std::unique_ptr<TimelineReader> reader = impl_->source.OpenReader();
    for (std::size_t batch = next_batch++; batch < Batches(); batch = next_batch++) {
      const auto first = static_cast<std::uint32_t>(batch * kBatchSize);
      const auto size = std::min(static_cast<std::uint32_t>(kBatchSize), contacts() - first);
      workspace.Open(reader->Read(first, size), first, size);
      impl_->Evaluate(nodes, workspace);
      consume(batch, worker, Batch(workspace));
    }
    impl_->KeepRunaways(workspace.runaways());
    impl_->KeepProfile(workspace);
  };
  std::vector<std::jthread> others;
  const std::size_t workers = std::min<std::size_t>(impl_->threads, Batches());
  for (unsigned worker = 1; worker < workers; ++worker) others.emplace_back(work, worker);
  work(0);
}

bool Evaluator::MatchesAccountEvent(const EventMatch& match, std::uint32_t row) const {
  return impl_->plan.Matches(match, common().events[match.kind], row);
}

void Evaluator::VisitTimelines(const std::function<void(const Timelines&)>& visit) const {
  if (impl_->own_source) return visit(common());
  const std::unique_ptr<TimelineReader> reader = impl_->source.OpenReader();
  for (std::uint32_t first = 0; first < contacts(); first += kBatchSize) {
    visit(*reader->Read(first, std::min(static_cast<std::uint32_t>(kBatchSize), contacts() - first)).timelines);
  }
}

void Evaluator::StartProfile() {
  Profile& profile = impl_->profile.emplace();
  profile.nodes.resize(impl_->program.nodes.size());
  profile.measures.resize(impl_->program.measures.size());
}

Profile Evaluator::TakeProfile() {
  Profile profile = impl_->profile.value_or(Profile{});
  impl_->profile.reset();
  return profile;
}

std::vector<RunawayLifecycle> Evaluator::Runaways() const {
  const std::lock_guard lock(impl_->mutex);
  std::vector<RunawayLifecycle> sorted = impl_->runaways;
  std::sort(sorted.begin(), sorted.end(), [](const RunawayLifecycle& a, const RunawayLifecycle& b) {
    return std::pair(a.contact, a.lifecycle) < std::pair(b.contact, b.lifecycle);
  });
  return sorted;
}

}  // namespace segue::engine
