// The ledger: nothing twice, history first, corrections instead of rewriting.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "adapters/sqlite/database.h"
#include "tests/sqlite/shop.h"

using namespace segue;
using namespace segue::sqlite;
using namespace segue::sqlite::test;

namespace {

const std::vector<std::string> kRelation = {"Relation"};

/// The texts are literals.
LedgerMove Move(std::string_view contact, std::string_view from, std::string_view to, engine::Instant at) {
  LedgerMove move;
  move.contact = contact;
  move.lifecycle = "Relation";
  move.from = from;
  move.to = to;
  move.at = at;
  return move;
}

std::string Text(const std::vector<LedgerMove>& moves) {
  std::string text;
  for (const LedgerMove& move : moves) {
    text += std::to_string(move.at) + " ";
    text.append(move.contact).append(" ").append(move.from).append(">").append(move.to);
    if (move.history) text += " history";
    if (move.correction) text += move.withdrawn ? " withdrawn" : " added";
    text += "; ";
  }
  return text;
}

std::unique_ptr<SqliteStore> Shop(const std::string& path) {
  auto store = OpenShop(path);
  Import(*store, "a", "a.csv", [](FactSink& sink) {
    Contact(sink, "adam", 1);
    Contact(sink, "zoe", 1);
  });
  return store;
}

}  // namespace

TEST_CASE("the first run records history, the next only what is new") {
  const TemporaryFolder folder;
  const auto store = Shop(folder / "shop.db");
  const RunOutcome first =
      Must(store->RecordRun(100, {Move("zoe", "a", "b", 50), Move("adam", "a", "b", 60)}, kRelation, false));
  CHECK(first.first);
  CHECK(first.run == 1);
  CHECK(Text(first.recorded) == "50 zoe a>b history; 60 adam a>b history; ");
  const std::vector<LedgerMove> moves = {Move("zoe", "a", "b", 50), Move("adam", "a", "b", 60),
                                         Move("adam", "b", "c", 150)};
  const RunOutcome second = Must(store->RecordRun(200, moves, kRelation, false));
  CHECK_FALSE(second.first);
  CHECK(Text(second.recorded) == "150 adam b>c; ");
  CHECK(Must(store->RecordRun(200, moves, kRelation, false)).recorded.empty());
  CHECK(Must(store->RecordRun(300, moves, kRelation, false)).recorded.empty());
  CHECK(
      Database(folder / "shop.db", Access::kRead, 100).QueryInteger("SELECT count(*) FROM pragma_foreign_key_check") ==
      0);
}

TEST_CASE("moves of several lifecycles, contact by contact or all at once") {
  const std::vector<std::string> lifecycles = {"Relation", "Other"};
  LedgerMove other = Move("adam", "x", "y", 50), dropped = Move("adam", "x", "z", 70);
  other.lifecycle = dropped.lifecycle = "Other";
  const std::vector<LedgerMove> history = {Move("adam", "a", "b", 50), dropped, Move("zoe", "a", "b", 60)};
  const std::vector<LedgerMove> now = {Move("adam", "a", "b", 50), other, Move("adam", "b", "c", 150)};
  const TemporaryFolder folder;
  const auto whole = Shop(folder / "whole.db"), some = Shop(folder / "some.db");
  Must(whole->RecordRun(100, history, lifecycles, false));
  Must(some->RecordRun(100, history, lifecycles, false));
  const std::string expected = "50 adam x>y added; 60 zoe a>b withdrawn; 70 adam x>z withdrawn; 150 adam b>c; ";
  CHECK(Text(Must(whole->RecordRun(200, now, lifecycles, false)).recorded) == expected);
  const Database reader(folder / "some.db", Access::kRead, 100);
  const auto id = [&](const std::string& key) {
    return static_cast<std::uint32_t>(reader.QueryInteger("SELECT id FROM contact WHERE key = '" + key + "'"));
  };
  std::vector<LedgerMove> with_ids = now;
  for (LedgerMove& move : with_ids) move.contact_id = id(std::string(move.contact));
  const std::vector<ContactMoves> contacts = {{id("adam"), with_ids, true}, {id("zoe"), {}, true}};
  const auto outcome = Must(some->RecordChanges(200, 1, contacts, lifecycles, false));
  REQUIRE(outcome);
  CHECK(Text(outcome->recorded) == expected);
}

TEST_CASE("what lies beyond a run that looked less far is not known to the next") {
  const TemporaryFolder folder;
  const auto store = Shop(folder / "shop.db");
  const std::vector<LedgerMove> moves = {Move("adam", "a", "b", 50), Move("adam", "b", "c", 90)};
  Must(store->RecordRun(100, moves, kRelation, false));
  Must(store->RecordRun(60, {moves[0]}, kRelation, false));
  CHECK_FALSE(Must(store->RecordChanges(100, 2, {}, kRelation, false)));
}

TEST_CASE("late data and changed rules are corrections") {
  const TemporaryFolder folder;
  const auto store = Shop(folder / "shop.db");
  Must(store->RecordRun(100, {Move("adam", "a", "b", 50), Move("adam", "b", "c", 90)}, kRelation, false));
  const std::vector<LedgerMove> later = {Move("adam", "a", "b", 40), Move("adam", "b", "c", 90),
                                         Move("zoe", "a", "b", 150)};
  CHECK(Text(Must(store->RecordRun(200, later, kRelation, false)).recorded) ==
        "40 adam a>b added; 50 adam a>b withdrawn; 150 zoe a>b; ");
  CHECK(Must(store->RecordRun(200, later, kRelation, false)).recorded.empty());
  // And back again: withdrawn and added once more, nothing was rewritten.
  const std::vector<LedgerMove> back = {Move("adam", "a", "b", 50), Move("adam", "b", "c", 90),
                                        Move("zoe", "a", "b", 150)};
  CHECK(Text(Must(store->RecordRun(200, back, kRelation, false)).recorded) ==
        "40 adam a>b withdrawn; 50 adam a>b added; ");
  CHECK(Database(folder / "shop.db", Access::kRead, 100).QueryInteger("SELECT count(*) FROM ledger") == 7);
}

TEST_CASE("a run as of an earlier instant leaves later moves alone") {
  const TemporaryFolder folder;
  const auto store = Shop(folder / "shop.db");
  Must(store->RecordRun(100, {Move("adam", "a", "b", 50), Move("adam", "b", "c", 90)}, kRelation, false));
  CHECK(Must(store->RecordRun(60, {Move("adam", "a", "b", 50)}, kRelation, false)).recorded.empty());
}

TEST_CASE("a lifecycle that is new has its own history, one that is gone keeps its moves") {
  const TemporaryFolder folder;
  const auto store = Shop(folder / "shop.db");
  Must(store->RecordRun(100, {Move("adam", "a", "b", 50)}, kRelation, false));
  LedgerMove other = Move("adam", "x", "y", 70);
  other.lifecycle = "Other";
  CHECK(Text(Must(store->RecordRun(200, {other}, {"Other"}, false)).recorded) == "70 adam x>y history; ");
  CHECK(
      Must(store->RecordRun(200, {Move("adam", "a", "b", 50), other}, {"Relation", "Other"}, false)).recorded.empty());
}

TEST_CASE("moves of one instant keep their order") {
  const TemporaryFolder folder;
  const auto store = Shop(folder / "shop.db");
  CHECK(Text(Must(store->RecordRun(100, {Move("adam", "c", "b", 50), Move("adam", "b", "a", 50)}, kRelation, false))
                 .recorded) == "50 adam c>b history; 50 adam b>a history; ");
}

TEST_CASE("a dry run says what the run would do and writes nothing") {
  const TemporaryFolder folder;
  const auto store = Shop(folder / "shop.db");
  const std::vector<LedgerMove> moves = {Move("adam", "a", "b", 50)};
  const RunOutcome dry = Must(store->RecordRun(100, moves, kRelation, true));
  const RunOutcome real = Must(store->RecordRun(100, moves, kRelation, false));
  CHECK(Text(dry.recorded) == Text(real.recorded));
  CHECK(dry.run == real.run);
  CHECK(dry.first);
}

TEST_CASE("two runs at once record nothing twice") {
  const TemporaryFolder folder;
  const auto store = Shop(folder / "shop.db");
  const auto other = Must(SqliteStore::Open(folder / "shop.db", OpenMode::kWrite));
  const std::vector<LedgerMove> moves = {Move("adam", "a", "b", 50)};
  // Both evaluated before either recorded.
  CHECK(Must(store->RecordRun(100, moves, kRelation, false)).recorded.size() == 1);
  CHECK(Must(other->RecordRun(100, moves, kRelation, false)).recorded.empty());
}
