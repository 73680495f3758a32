// Keys: each part is written with its length or a tag before it, so that no two differ by chance only.
#include "rules/node_key.h"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace segue::rules {
namespace {

using namespace engine;

class KeyWriter {
 public:
  std::string Take() { return std::move(key_); }

  // ------------------------------------------------------------ atoms
  void Put(std::uint64_t value) {
    do {
      key_ += static_cast<char>((value & 0x7F) | (value > 0x7F ? 0x80 : 0));
      value >>= 7;
    } while (value != 0);
  }
  void Put(std::int64_t value) { Put(std::bit_cast<std::uint64_t>(value)); }
  void Put(std::uint32_t value) { Put(std::uint64_t{value}); }
  void Put(std::uint16_t value) { Put(std::uint64_t{value}); }
  void Put(std::int32_t value) { Put(std::int64_t{value}); }
  void Put(bool value) { key_ += value ? '1' : '0'; }
  void Put(double value) { Put(std::bit_cast<std::uint64_t>(value)); }
  void Put(const std::string& text) {
    Put(std::uint64_t{text.size()});
    key_ += text;
  }
  void Put(Money money) { Put(money.ten_thousandths); }
  void Put(Day day) { Put(day.days); }
  void Put(TimePoint point) { Put(point.instant); }
  void Put(const Length& length) {
    Put(length.milliseconds);
    Put(length.months);
  }
  template <typename E>
  requires std::is_enum_v<E>
  void Put(E value) { Put(static_cast<std::uint64_t>(value)); }

  // ------------------------------------------------------------ containers
  template <typename T>
  void Put(const std::vector<T>& parts) {
    Put(std::uint64_t{parts.size()});
    for (const T& part : parts) Put(part);
  }
  template <typename T>
  void Put(const std::optional<T>& part) {
    Put(part.has_value());
    if (part) Put(*part);
  }
  template <typename... T>
  void Put(const std::variant<T...>& choice) {
    Put(std::uint64_t{choice.index()});
    std::visit([&](const auto& part) { Put(part); }, choice);
  }
  void PutUnordered(std::vector<NodeId> parts) {
    std::sort(parts.begin(), parts.end());
    Put(parts);
  }

  // ------------------------------------------------------------ tests and events
  void Put(const Operand& operand) {
    Put(operand.value);
    Put(operand.exactly);
  }
  void Put(const ValueTest& test) {
    Put(test.kind);
    Put(test.negated);
    Put(test.operands);
  }
  void Put(const PropertyTest& test) {
    Put(test.property);
    Put(test.test);
  }
  void Put(const DatePropertyTest& test) {
    Put(test.property);
    Put(test.when);
  }
  void Put(const PredicateAll& all) { Put(all.parts); }
  void Put(const PredicateAny& any) { Put(any.parts); }
  void Put(const PredicateNot& negation) { Put(negation.part); }
  void Put(const Predicate& predicate) { Put(predicate.node); }
  void Put(const EventMatch& match) {
    Put(match.kind);
    Put(match.filter);
  }
  void Put(const WhileCondition& during) {
    Put(during.node);
    Put(during.just_before);
  }
  void Put(const SameProperty& same) { Put(same.property_by_kind); }
  void Put(const Precedent& precedent) {
    Put(precedent.alternatives);
    Put(precedent.same);
    Put(precedent.within);
  }
  void Put(const EventSet& events) {
    Put(events.alternatives);
    Put(events.during);
    Put(events.preceded_by);
    Put(events.followed_by);
  }
  void Put(const InLastWindow& window) { Put(window.length); }
  void Put(const OlderThanWindow& window) { Put(window.length); }
  void Put(const InNextWindow& window) { Put(window.length); }
  void Put(const MoreThanAheadWindow& window) { Put(window.length); }
  void Put(const AbsoluteWindow& window) {
    Put(window.range.start);
    Put(window.range.end);
  }
  void Put(const RelativeWindow::Bound& bound) {
    Put(bound.period.unit);
    Put(bound.period.months);
    Put(bound.period.days);
    Put(bound.end);
  }
  void Put(const RelativeWindow& window) {
    Put(window.lower);
    Put(window.upper);
  }

  // ------------------------------------------------------------ operations
  void Put(const EveryoneNode&) {}
  void Put(const NobodyNode&) {}
  void Put(const AllOfNode& node) { PutUnordered(node.parts); }
  void Put(const AnyOfNode& node) { PutUnordered(node.parts); }
  void Put(const ComplementNode& node) { Put(node.part); }
  void Put(const FieldNode& node) {
    Put(node.field);
    Put(node.test);
  }
  void Put(const DateFieldNode& node) {
    Put(node.field);
    Put(node.when);
  }
  void Put(const AnniversaryNode& node) {
    Put(node.field);
    Put(node.when);
  }
  void Put(const SampleNode& node) {
    Put(node.threshold);
    Put(node.name);
  }
  void Put(const HeldForNode& node) {
    Put(node.part);
    Put(node.length);
  }
  void Put(const EverNode& node) { Put(node.part); }
  void PutEvents(const DidNode& node) {
    Put(node.events);
    Put(node.when);
  }
  void Put(const DidNode& node) {
    PutEvents(node);
    Put(node.at_least);
    Put(node.at_most);
  }
  void Put(const OrdinalNode& node) {
    Put(node.first);
    Put(node.events);
    Put(node.when);
    Put(node.has);
  }
  void Put(const AggregateNode& node) {
    Put(node.kind);
    Put(node.events);
    Put(node.properties);
    Put(node.when);
    Put(node.test);
  }
  void Put(const KnownForNode& node) { Put(node.length); }
  void Put(const LifecycleRunNode& node) { Put(node.lifecycle); }
  void Put(const InStateNode& node) {
    Put(node.run);
    Put(node.states);
  }
  void Put(const WasInStateNode& node) {
    Put(node.run);
    Put(node.states);
  }
  void Put(const LatchNode& node) {
    Put(node.set);
    Put(node.clear);
    Put(node.visited);
  }
  void Put(const SwitchNode& node) {
    Put(node.on);
    Put(node.off);
  }
  void Put(const InListNode& node) { Put(node.list); }
  void Put(const ScoreRunNode& node) { Put(node.score); }
  void Put(const PointRange& range) {
    Put(range.low);
    Put(range.high);
  }
  void Put(const ScoreTestNode& node) {
    Put(node.run);
    Put(node.ranges);
  }

  // ------------------------------------------------------------ measures
  void Put(const Target& target) {
    Put(target.node);
    Put(target.state);
  }
  void Put(const EntriesMeasure& measure) { Put(measure.target); }
  void Put(const ExitsMeasure& measure) { Put(measure.target); }
  void Put(const FirstEntriesMeasure& measure) { Put(measure.target); }
  void Put(const MovesMeasure& measure) {
    Put(measure.run);
    Put(measure.from);
    Put(measure.to);
  }
  void Put(const MembersMeasure& measure) { Put(measure.target); }
  void Put(const ContactsWithMeasure& measure) { Put(measure.events); }
  void Put(const EventCountMeasure& measure) { Put(measure.events); }
  void Put(const EventSumMeasure& measure) {
    Put(measure.events);
    Put(measure.properties);
    Put(measure.money);
  }
  void Put(const AverageMembersMeasure& measure) { Put(measure.target); }
  void Put(const Statistic& statistic) {
    Put(statistic.kind);
    Put(statistic.rank);
  }
  void Put(const EventStatisticMeasure& measure) {
    Put(measure.events);
    Put(measure.properties);
    Put(measure.statistic);
    Put(measure.money);
    for (const std::string& place : measure.places) Put(place);
  }
  void Put(const LevelMeasure& measure) {
    Put(measure.statistic);
    Put(measure.field);
    Put(measure.score);
  }
  void Put(const DurationMeasure& measure) {
    Put(measure.statistic);
    Put(measure.from);
    Put(measure.to);
    Put(measure.unit);
  }
  void Put(const CohortMeasure& measure) {
    Put(measure.outcome);
    Put(measure.entry);
    Put(measure.within);
  }
  void Put(const Credit& credit) {
    Put(credit.touch);
    Put(credit.touches);
    Put(credit.properties);
    Put(credit.within);
  }
  void Put(const Measure& measure) {
    Put(measure.what);
    PutUnordered(measure.only_for);
    Put(measure.credit);
    Put(measure.to_date);
    Put(measure.trailing);
  }

 private:
  std::string key_;
};

template <typename T>
std::string WriteKey(const T& value) {
  KeyWriter writer;
  writer.Put(value);
  return writer.Take();
}

}  // namespace

std::string KeyOf(const NodeOperation& operation) { return WriteKey(operation); }
std::string KeyOf(const EventSet& events) { return WriteKey(events); }
std::string KeyOf(const Measure& measure) { return WriteKey(measure); }
std::string KeyOf(const std::optional<Predicate>& filter) { return WriteKey(filter); }

std::string KeyOfEvents(const DidNode& did) {
  KeyWriter writer;
  writer.PutEvents(did);
  return writer.Take();
}

}  // namespace segue::rules
