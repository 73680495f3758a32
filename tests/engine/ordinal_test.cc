// `first E …` and `last E …`, with the order of events at one instant: rank, kind, row.
#include <catch2/catch_test_macros.hpp>

#include "tests/engine/moments.h"

namespace segue::engine {
namespace {

struct Consent {
  TimelineBuilder facts;
  EventKindId subscribed = facts.Kind("subscribed", {{"channel", ValueType::kText}});
  EventKindId unsubscribed = facts.Kind("unsubscribed");

  std::string Of(OrdinalNode node) {
    Rules rules(facts.schema());
    const NodeId ordinal = rules.Add(std::move(node));
    return Moments(rules.program, facts.Build(), Always()).Of("ann", ordinal);
  }
  EventSet Either() const { return Rules::Events({subscribed, unsubscribed}); }
  /// `last (subscribed or unsubscribed) is kind`
  std::string LastIs(EventKindId kind) { return Of({false, Either(), {}, {{kind, {}}}}); }
};

TEST_CASE("the latest event decides until the next one", "[ordinal]") {
  Consent consent;
  consent.facts.Event("ann", consent.subscribed, "2026-01-01");
  consent.facts.Event("ann", consent.unsubscribed, "2026-02-01");
  consent.facts.Event("ann", consent.subscribed, "2026-03-01");
  CHECK(consent.LastIs(consent.subscribed) == "2026-01-01..2026-02-01 2026-03-01..forever");
  CHECK(consent.LastIs(consent.unsubscribed) == "2026-02-01..2026-03-01");
  CHECK(consent.Of({true, consent.Either(), {}, {{consent.unsubscribed, {}}}}).empty());
  CHECK(consent.Of({true, consent.Either(), {}, {{consent.subscribed, {}}}}) == "2026-01-01..forever");
}

TEST_CASE("at one instant rank decides, then the order of kinds, then rows", "[ordinal]") {
  Consent by_kind;
  by_kind.facts.Event("ann", by_kind.unsubscribed, "2026-01-01");
  by_kind.facts.Event("ann", by_kind.subscribed, "2026-01-01");
  CHECK(by_kind.LastIs(by_kind.unsubscribed) == "2026-01-01..forever");  // declared later, so it is later
  Consent by_rank;
  by_rank.facts.Event("ann", by_rank.unsubscribed, "2026-01-01", {}, 1);
  by_rank.facts.Event("ann", by_rank.subscribed, "2026-01-01", {}, 2);
  CHECK(by_rank.LastIs(by_rank.subscribed) == "2026-01-01..forever");
  Consent by_row;
  by_row.facts.Event("ann", by_row.subscribed, "2026-01-01", {std::string("email")}, 1);
  by_row.facts.Event("ann", by_row.subscribed, "2026-01-01", {std::string("sms")}, 2);
  const EventMatch sms = Rules::Match(by_row.subscribed, 0, Rules::Equal(std::string("sms")));
  CHECK(by_row.Of({false, Rules::Events({by_row.subscribed}), {}, {sms}}) == "2026-01-01..forever");
  CHECK(by_row.Of({true, Rules::Events({by_row.subscribed}), {}, {sms}}).empty());
}

TEST_CASE("clauses apply to the one event that counts", "[ordinal]") {
  Consent consent;
  consent.facts.Event("ann", consent.subscribed, "2026-01-01");
  consent.facts.Event("ann", consent.subscribed, "2026-02-01");
  const EventSet events = Rules::Events({consent.subscribed});
  CHECK(consent.Of({false, events, {OlderThanWindow{Days(20)}}, {}}) == "2026-01-21..2026-02-01 2026-02-21..forever");
  CHECK(consent.Of({true, events, {InLastWindow{Days(40)}}, {}}) == "2026-01-01..2026-02-10");
  CHECK(consent.Of({false, events, {InLastWindow{Days(10)}}, {}}) == "2026-01-01..2026-01-11 2026-02-01..2026-02-11");
  CHECK(consent.Of({false, events, {AbsoluteWindow{{At("2026-01-01"), At("2026-01-15")}}}, {}}) ==
        "2026-01-01..2026-02-01");
}

}  // namespace
}  // namespace segue::engine
