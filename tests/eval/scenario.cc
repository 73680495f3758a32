// See scenario.h. Finished results are what a contact's existence leaves of a node's moments, cut here interval by
// interval.
#include "tests/eval/scenario.h"

#include <algorithm>
#include <mutex>
#include <set>

#include "adapters/rule_tests/moment_text.h"
#include "adapters/rule_tests/pack_timelines.h"

namespace segue::eval {

using engine::Instant;
using engine::Interval;
using engine::NodeId;
using rule_tests::ParseInstant;
using rule_tests::PrintInstant;
using rule_tests::PrintIntervals;

namespace {

std::vector<Interval> Copy(const engine::IntervalColumn& column, std::uint32_t position) {
  std::vector<Interval> intervals;
  for (std::uint32_t i = column.offsets[position]; i < column.offsets[position + 1]; ++i)
    intervals.push_back({column.starts[i], column.ends[i]});
  return intervals;
}

std::vector<Interval> Common(const std::vector<Interval>& a, const std::vector<Interval>& b) {
  std::vector<Interval> common;
  for (const auto& left : a)
    for (const auto& right : b)
      if (std::max(left.start, right.start) < std::min(left.end, right.end))
        common.push_back({std::max(left.start, right.start), std::min(left.end, right.end)});
  return common;
}

}  // namespace

ScenarioRun::ScenarioRun(engine::Program program, const Scenario& scenario, std::vector<std::string>& errors)
    : program_(std::move(program)),
      calendar_(engine::Calendar::Load(program_.zone, program_.week_starts_sunday).value()) {
  const auto as_of = ParseInstant(scenario.as_of, calendar_);
  if (!as_of) errors.push_back(std::to_string(scenario.number) + ": expected `as of` and an instant");
  project::Mistakes mistakes;
  for (const auto& contact : scenario.contacts) {
    contacts_.push_back(rule_tests::ReadContact(contact, program_.schema, calendar_, mistakes));
  }
  for (const auto& mistake : mistakes.all()) errors.push_back(std::to_string(mistake.place.line) + ": " + mistake.text);
  scope_ = engine::ScopeWithOutlook(program_, calendar_, as_of.value_or(0));
  if (const auto horizon = ParseInstant(scenario.horizon, calendar_))
    scope_.horizon = *horizon;
  else if (!scenario.horizon.empty())
    errors.push_back(std::to_string(scenario.number) + ": `horizon` needs an instant");
  timelines_ = rule_tests::Pack(program_.schema, contacts_);
  AddStateNodes();
  evaluator_ = std::make_unique<engine::Evaluator>(program_, timelines_, calendar_);
  if (errors.empty()) Evaluate();
}

void ScenarioRun::AddStateNodes() {
  names_ = program_.segments;
  names_.insert(names_.end(), program_.flags.begin(), program_.flags.end());
  for (std::size_t i = 0; i < program_.lifecycles.size(); ++i) {
    const auto& lifecycle = program_.lifecycles[i];
    for (std::size_t state = 0; state < lifecycle.states.size(); ++state) {
      names_.push_back(
          {lifecycle.name + "." + lifecycle.states[state], static_cast<NodeId>(program_.nodes.size()), {}});
      const engine::InStateNode in{program_.lifecycle_runs[i], {static_cast<engine::StateId>(state)}};
      program_.nodes.push_back({in, {}});
    }
  }
}

void ScenarioRun::Evaluate() {
  std::set<NodeId> roots;
  for (const auto& named : names_) roots.insert(named.node);
  const std::vector<NodeId> asked(roots.begin(), roots.end());
  present_.assign(contacts_.size(), std::vector<Intervals>(program_.nodes.size()));
  existence_.resize(contacts_.size());
  std::mutex mutex;
  evaluator_->Run(scope_, asked, [&](std::size_t, unsigned, const engine::Batch& batch) {
    const std::lock_guard lock(mutex);
    for (std::uint32_t i = 0; i < batch.size(); ++i) {
      const std::uint32_t contact = batch.first() + i;
      existence_[contact] = Copy(batch.Existence(), i);
      for (const NodeId node : asked)
        present_[contact][node] = Common(Copy(batch.Moments(node), i), existence_[contact]);
    }
  });
}

std::optional<NodeId> ScenarioRun::FindNode(const std::string& name) const {
  for (const auto& named : names_)
    if (named.name == name) return named.node;
  return {};
}

std::optional<std::size_t> ScenarioRun::FindLifecycle(const std::string& name) const {
  for (std::size_t i = 0; i < program_.lifecycles.size(); ++i)
    if (program_.lifecycles[i].name == name) return i;
  return {};
}

std::string ScenarioRun::Answer(const std::string& question) const {
  std::vector<std::string> words;
  for (const auto& token : Tokens(question)) words.push_back(Unquoted(token));
  if (words.size() == 3 && words[0] == "members" && words[1] == "of") {
    const auto node = FindNode(words[2]);
    if (!node) return "nothing is called " + words[2];
    return std::to_string(engine::CountMembers(*evaluator_, scope_.as_of, std::vector<NodeId>{*node}).front());
  }
  const auto found = std::find(timelines_.keys.begin(), timelines_.keys.end(), words.front());
  if (found == timelines_.keys.end()) return "there is no contact " + words.front();
  const auto contact = static_cast<std::uint32_t>(found - timelines_.keys.begin());
  if (words.size() < 2) return "what is asked about " + words[0] + "?";
  if (words.size() == 2 && words[1] == "exists") return PrintIntervals(existence_[contact], calendar_);
  if (words.size() == 3 && words[2] == "moves") {
    const auto lifecycle = FindLifecycle(words[1]);
    return lifecycle ? AnswerMoves(contact, *lifecycle) : "there is no lifecycle " + words[1];
  }
  const auto node = FindNode(words[1]);
  if (!node) return "nothing is called " + words[1];
  if (words.size() == 4 && words[2] == "at") return AnswerAt(contact, *node, words[3]);
  return PrintIntervals(present_[contact][*node], calendar_);
}

std::string ScenarioRun::AnswerMoves(std::uint32_t contact, std::size_t lifecycle) const {
  const auto& states = program_.lifecycles[lifecycle].states;
  const auto id = static_cast<engine::LifecycleId>(lifecycle);
  std::string text;
  for (const auto& move : engine::ListMoves(*evaluator_, scope_.as_of, std::vector<engine::LifecycleId>{id})) {
    if (move.contact != contact) continue;
    text += (text.empty() ? "" : ", ") + PrintInstant(move.at, calendar_) + " " + states[move.from] + " -> " +
            states[move.to];
  }
  return text.empty() ? "none" : text;
}

std::string ScenarioRun::AnswerAt(std::uint32_t contact, NodeId node, const std::string& instant) const {
  const auto at = ParseInstant(instant, calendar_);
  if (!at) return "expected an instant, found " + instant;
  for (const auto& interval : present_[contact][node])
    if (interval.start <= *at && *at < interval.end) return "yes";
  return "no";
}

}  // namespace segue::eval
