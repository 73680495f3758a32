// The language server as an editor sees it: a conversation with `segue lsp`, message by message.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <set>
#include <string>

#include "tests/lsp/client.h"

using segue::test::Json;
using segue::test::LspClient;

namespace {

const std::string kProject = "store: s.db\nrules: [rules/*.segue]\n";
const std::string kFacts =
    "contact { email text; status choice (lead, \"old client\") }\n"
    "event purchase { amount money EUR, order text }\n"
    "event visit { page text }\n"
    "param quiet = 90 days\n";
const std::string kRules =
    "\"\"\"Bought once.\"\"\"\n"                                     // 0
    "segment Buyers = did purchase with amount >= 5 EUR\n"           // 1
    "lifecycle Relation {\n"                                         // 2
    "  start unknown\n"                                              // 3
    "  unknown -> client on purchase\n"                              // 4
    "}\n"                                                            // 5
    "segment \"🙂 clients\" = Relation is client and in Buyers\n"  // 6
    "metric conversions = moves Relation unknown -> client\n";       // 7

std::vector<std::pair<std::string, std::string>> ShopFiles() {
  return {{"segue.yaml", kProject}, {"rules/facts.segue", kFacts}, {"rules/main.segue", kRules}};
}

std::set<std::string> Labels(const Json& items) {
  std::set<std::string> labels;
  for (const Json& item : items) labels.insert(item["label"].get<std::string>());
  return labels;
}

std::set<std::string> Offered(const std::string& text) {
  LspClient client(ShopFiles());
  client.Initialize();
  client.Open("rules/main.segue", kRules + text);
  const int line = static_cast<int>(std::count(kRules.begin(), kRules.end(), '\n') + std::ranges::count(text, '\n'));
  const std::size_t newline = text.rfind('\n');
  const auto column = static_cast<int>(text.size() - (newline == std::string::npos ? 0 : newline + 1));
  return Labels(client.Result("textDocument/completion", client.At("rules/main.segue", line, column)));
}

Json Change(const LspClient& client, const std::string& name, const std::string& text) {
  return {{"textDocument", {{"uri", client.UriOf(name)}, {"version", 2}}},
          {"contentChanges", Json::array({{{"text", text}}})}};
}

/// The lines and columns of ranges: "1:8-1:14".
std::string Range(const Json& range) {
  const auto place = [](const Json& position) { return position["line"].dump() + ":" + position["character"].dump(); };
  return place(range["start"]) + "-" + place(range["end"]);
}

std::multiset<std::string> Places(const LspClient& client, const Json& locations) {
  std::multiset<std::string> places;
  for (const Json& location : locations) {
    const std::string uri = location["uri"];
    places.insert(uri.substr(client.UriOf("").size()) + " " + Range(location["range"]));
  }
  return places;
}

}  // namespace

TEST_CASE("diagnostics come while typing, with the rest of the project", "[lsp]") {
  LspClient client(ShopFiles());
  client.Initialize();
  client.Open("rules/main.segue", kRules);
  CHECK(client.Diagnostics("rules/main.segue").empty());

  // `purchse` begins behind "segment A = did ", 16 units; the emoji before it is a pair.
  client.Notify("textDocument/didChange", Change(client, "rules/main.segue", "segment \"🙂\" = did purchse\n"));
  const Json wrong = client.Diagnostics("rules/main.segue");
  REQUIRE(wrong.size() >= 1);
  CHECK(Range(wrong[0]["range"]) == "0:19-0:26");
  CHECK(wrong[0]["code"] == "SG0102");
  CHECK(wrong[0]["severity"] == 1);
  CHECK(wrong[0]["source"] == "segue");

  // An edit of a range: `purchse` becomes `purchase`.
  client.Notify(
      "textDocument/didChange",
      {{"textDocument", {{"uri", client.UriOf("rules/main.segue")}, {"version", 3}}},
       {"contentChanges",
        Json::array(
            {{{"range", {{"start", {{"line", 0}, {"character", 24}}}, {"end", {{"line", 0}, {"character", 25}}}}},
              {"text", "as"}}})}});
  CHECK(client.Diagnostics("rules/main.segue").empty());

  // A file outside of the project is a program of its own.
  client.Open("other.segue", "segment A = in Buyers\n");
  CHECK(client.Diagnostics("other.segue").size() == 1);
}

TEST_CASE("rules may use files, as they are on disk or open in the editor", "[lsp]") {
  std::vector<std::pair<std::string, std::string>> files = ShopFiles();
  files.emplace_back("shared/visits.segue", "segment Visitors = did visit\n");
  LspClient client(files);
  client.Initialize();
  const std::string text = kRules + "use \"../shared/visits.segue\"\nsegment Seen = in Visitors\n";
  client.Open("rules/main.segue", text);
  CHECK(client.Diagnostics("rules/main.segue").empty());

  client.Open("shared/visits.segue", "segment Guests = did visit\n");
  CHECK(client.Diagnostics("shared/visits.segue").size() == 1);  // alone it knows no event `visit`
  client.Notify("textDocument/didChange", Change(client, "rules/main.segue", text));
  const Json wrong = client.Diagnostics("rules/main.segue");
  REQUIRE(wrong.size() == 1);
  CHECK(wrong[0]["code"] == "SG0114");
}

TEST_CASE("completion offers plans and their allowances", "[lsp]") {
  auto files = ShopFiles();
  files.front().second += "\nplans: [plan.yaml]\n";
  files.emplace_back("plan.yaml",
                     "plan: Klaviyo\nsource: made up\ncurrency: EUR\ncycle: 30 days\ncounts: {profiles: conversions}\n"
                     "versions: [{from: 2026-01-01, tiers: [{profiles: 5, price: 0}]}]\n");
  LspClient client(files);
  client.Initialize();
  const auto offered = [&](const std::string& text) {
    client.Open("rules/main.segue", kRules + text);
    const auto line = static_cast<int>(std::ranges::count(kRules, '\n'));
    const Json at = client.At("rules/main.segue", line, static_cast<int>(text.size()));
    return Labels(client.Result("textDocument/completion", at));
  };
  CHECK(offered("metric m = price of ").contains("Klaviyo"));
  CHECK(offered("metric m = used of ").contains("Klaviyo"));
  const auto allowances = offered("metric m = used of Klaviyo ");
  CHECK(allowances.contains("profiles"));
  CHECK_FALSE(allowances.contains("Klaviyo"));
}

TEST_CASE("completion offers what the grammar and the project allow", "[lsp]") {
  const auto events = Offered("segment A = did ");
  CHECK(events.contains("purchase"));
  CHECK(events.contains("visit"));
  CHECK(events.contains("any"));
  CHECK_FALSE(events.contains("Buyers"));

  const auto properties = Offered("segment A = did purchase with ");
  CHECK(properties.contains("amount"));
  CHECK(properties.contains("order"));
  CHECK_FALSE(properties.contains("page"));

  const auto states = Offered("segment A = Relation is ");
  CHECK(states.contains("unknown"));
  CHECK(states.contains("client"));
  CHECK(states.contains("not"));
  CHECK_FALSE(states.contains("lead"));

  CHECK(Offered("segment A = status is ").contains("\"old client\""));
  CHECK(Offered("segment A = in ").contains("\"🙂 clients\""));
  CHECK(Offered("segment A = in Bu").contains("Buyers"));
  CHECK(Offered("segment A = known for {").contains("quiet"));
  const auto conditions = Offered("segment A = ");
  CHECK(conditions.contains("email"));
  CHECK(conditions.contains("did"));
  const auto after = Offered("segment A = email is set ");
  CHECK(after.contains("and"));
  CHECK(after.contains("or"));
  CHECK(Offered("metric m = entries to ").contains("Relation"));
  CHECK(Offered("report \"R\" { show ").contains("conversions"));
  CHECK(Offered("# remark ").empty());
  CHECK(Offered("").contains("segment"));
}

TEST_CASE("hover describes the name", "[lsp]") {
  LspClient client(ShopFiles());
  client.Initialize();
  client.Open("rules/main.segue", kRules);
  // `Buyers` in line 6: `segment "🙂 clients" = Relation is client and in Buyers`; 🙂 counts two.
  const Json hover = client.Result("textDocument/hover", client.At("rules/main.segue", 6, 50));
  REQUIRE(hover.is_object());
  const std::string text = hover["contents"]["value"];
  CHECK(text.find("**Buyers** — segment") != std::string::npos);
  CHECK(text.find("Bought once.") != std::string::npos);
  CHECK(text.find("did purchase with amount >= 5 EUR") != std::string::npos);
  CHECK(Range(hover["range"]) == "6:49-6:55");
  CHECK(client.Result("textDocument/hover", client.At("rules/main.segue", 5, 0)).is_null());
}

TEST_CASE("definition and references go across files", "[lsp]") {
  LspClient client(ShopFiles());
  client.Initialize();
  client.Open("rules/main.segue", kRules);
  const Json defined = client.Result("textDocument/definition", client.At("rules/main.segue", 1, 21));
  CHECK(Places(client, defined) == std::multiset<std::string>{"rules/facts.segue 1:6-1:14"});

  Json asked = client.At("rules/facts.segue", 1, 8);
  asked["context"] = {{"includeDeclaration", true}};
  CHECK(Places(client, client.Result("textDocument/references", asked)) ==
        std::multiset<std::string>{"rules/facts.segue 1:6-1:14", "rules/main.segue 1:21-1:29",
                                   "rules/main.segue 4:23-4:31"});
  asked["context"] = {{"includeDeclaration", false}};
  CHECK(client.Result("textDocument/references", asked).size() == 2);

  // The state client: in its lifecycle, a condition and a metric.
  CHECK(client.Result("textDocument/documentHighlight", client.At("rules/main.segue", 4, 14)).size() == 3);
}

TEST_CASE("rename changes every place, or says why not", "[lsp]") {
  LspClient client(ShopFiles());
  client.Initialize();
  client.Open("rules/main.segue", kRules);
  Json asked = client.At("rules/main.segue", 1, 22);
  asked["newName"] = "order placed";
  const Json edit = client.Result("textDocument/rename", asked)["changes"];
  CHECK(edit[client.UriOf("rules/facts.segue")].size() == 1);
  REQUIRE(edit[client.UriOf("rules/main.segue")].size() == 2);
  CHECK(edit[client.UriOf("rules/main.segue")][0]["newText"] == "\"order placed\"");

  asked["newName"] = "visit";
  const Json clash = client.Ask("textDocument/rename", asked);
  REQUIRE(clash.contains("error"));
  CHECK(clash["error"]["message"].get<std::string>().find("\"visit\" is already the name of an event") !=
        std::string::npos);

  // Fields and segments share a name space.
  Json segment = client.At("rules/main.segue", 1, 9);
  segment["newName"] = "email";
  CHECK(client.Ask("textDocument/rename", segment).contains("error"));
  segment["newName"] = "and";
  CHECK(client.Result("textDocument/rename", segment)["changes"][client.UriOf("rules/main.segue")][0]["newText"] ==
        "\"and\"");

  const Json prepared = client.Result("textDocument/prepareRename", client.At("rules/main.segue", 1, 9));
  CHECK(prepared["placeholder"] == "Buyers");
  CHECK(client.Result("textDocument/prepareRename", client.At("rules/main.segue", 1, 2)).is_null());

  client.Open("rules/broken.segue", "segment = =\n");
  client.Notify("textDocument/didChange", Change(client, "rules/main.segue", kRules + "segment = =\n"));
  segment["newName"] = "Customers";
  CHECK(client.Ask("textDocument/rename", segment).contains("error"));
}

TEST_CASE("symbols and formatting", "[lsp]") {
  LspClient client(ShopFiles());
  client.Initialize();
  client.Open("rules/main.segue", kRules);
  const Json document = {{"textDocument", {{"uri", client.UriOf("rules/main.segue")}}}};
  const Json symbols = client.Result("textDocument/documentSymbol", document);
  REQUIRE(symbols.size() == 4);
  CHECK(symbols[1]["name"] == "Relation");
  CHECK(symbols[1]["children"].size() == 2);

  Json formatting = document;
  formatting["options"] = {{"tabSize", 2}, {"insertSpaces", true}};
  const Json edits = client.Result("textDocument/formatting", formatting);
  REQUIRE(edits.size() == 1);
  CHECK(edits[0]["newText"].get<std::string>().find("segment Buyers =\n  did purchase with amount >= 5 EUR\n") !=
        std::string::npos);
  client.Notify("textDocument/didChange", Change(client, "rules/main.segue", edits[0]["newText"]));
  CHECK(client.Result("textDocument/formatting", formatting).empty());
  client.Notify("textDocument/didChange", Change(client, "rules/main.segue", "segment"));
  CHECK(client.Result("textDocument/formatting", formatting).is_null());
}

TEST_CASE("messages that are wrong, unknown or out of order get an answer", "[lsp]") {
  LspClient client;
  CHECK(client.Ask("textDocument/hover", Json::object())["error"]["code"] == -32002);
  client.Raw("Content-Length: 3\r\n\r\n{x}");
  CHECK(client.Read()["error"]["code"] == -32700);
  client.Raw("Nonsense\r\nContent-Length: nine\r\ncontent-length: 2\r\n\r\n[]");
  CHECK(client.Read()["error"]["code"] == -32600);
  client.Initialize();
  CHECK(client.Ask("initialize", Json::object())["error"]["code"] == -32600);
  CHECK(client.Ask("segue/dance", Json::object())["error"]["code"] == -32601);
  CHECK(client.Ask("textDocument/hover", Json::object())["error"]["code"] == -32602);
  CHECK(client.Ask("textDocument/hover", Json::array({1}))["error"]["code"] == -32602);
  client.Notify("$/cancelRequest", {{"id", 1}});
  client.Notify("textDocument/didChange", Json::object());
  client.Notify("textDocument/didOpen", {{"textDocument", 5}});
  client.Send({{"jsonrpc", "2.0"}, {"id", 900}, {"result", nullptr}});
  // Positions far outside, and inside a pair of code units.
  client.Open("a.segue", "segment \"🙂\" = everyone\n");
  CHECK(client.Result("textDocument/hover", client.At("a.segue", 99, 99)).is_null());
  CHECK(client.Result("textDocument/hover", client.At("a.segue", 0, 10)).is_object());
  CHECK(client.Result("shutdown", nullptr).is_null());
  CHECK(client.Ask("textDocument/hover", client.At("a.segue", 0, 10))["error"]["code"] == -32600);
  client.Notify("exit", nullptr);
  CHECK(client.End() == 0);
}

TEST_CASE("the end of the input ends the server", "[lsp]") {
  LspClient silent;
  CHECK(silent.End() == 1);
  LspClient torn;
  torn.Raw("Content-Length: 500\r\n\r\n{\"jsonrpc\"");
  CHECK(torn.End() == 1);
}

TEST_CASE("hover shows live counts where there is a store", "[lsp]") {
  LspClient client({{"segue.yaml",
                     "store: s.db\nrules: [rules.segue]\nimports:\n  it:\n    files: data.csv\n    contact: id\n"
                     "    events: [{event: purchase, at: day}]\n"},
                    {"data.csv", "id,day\na,2026-01-01\nb,2026-01-02\nb,2026-01-03\n"},
                    {"rules.segue",
                     "event purchase { }\nsegment Twice = did purchase at least 2 times\n"
                     "lifecycle L { start new; new -> client on purchase }\n"}});
  REQUIRE(std::system(
              ("cd " + client.folder() + " && " + segue::test::SegueBinary() + " import >/dev/null 2>&1").c_str()) ==
          0);
  client.Initialize();
  client.Open("rules.segue",
              "event purchase { }\nsegment Twice = did purchase at least 2 times\n"
              "lifecycle L { start new; new -> client on purchase }\n");
  // Two contacts bought; b alone bought twice. Counting goes on in the background: ask until it is there.
  std::string segment, state;
  for (int i = 0; i < 200 && state.find("of 2 contacts") == std::string::npos; ++i) {
    segment = client.Result("textDocument/hover", client.At("rules.segue", 1, 9))["contents"]["value"];
    state = client.Result("textDocument/hover", client.At("rules.segue", 2, 33))["contents"]["value"];
    if (state.find("of 2 contacts") == std::string::npos) std::system("sleep 0.05");
  }
  segment = client.Result("textDocument/hover", client.At("rules.segue", 1, 9))["contents"]["value"];
  CHECK(segment.find("**1** of 2 contacts") != std::string::npos);
  CHECK(state.find("**2** of 2 contacts") != std::string::npos);
}

TEST_CASE("a keystroke in 10,000 lines is answered at once", "[lsp]") {
  std::string text = kFacts;
  for (int i = 0; i < 3330; ++i) {
    text += "segment S" + std::to_string(i) + " =\n  did purchase with amount >= " + std::to_string(i + 1) +
            " EUR in last 30 days\n  and email is set\n";
  }
  LspClient client({{"segue.yaml", "rules: [big.segue]\nstore: s.db\n"}, {"big.segue", text}});
  client.Initialize();
  client.Open("big.segue", text);
  client.Diagnostics("big.segue");
  const auto begin = std::chrono::steady_clock::now();
  client.Notify("textDocument/didChange", Change(client, "big.segue", text + "segment Last = did "));
  const auto offered = Labels(client.Result("textDocument/completion", client.At("big.segue", 9994, 19)));
  const auto answered = std::chrono::steady_clock::now();
  client.Diagnostics("big.segue");
  const auto checked = std::chrono::steady_clock::now();
  const auto milliseconds = [](auto time) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
  };
  CHECK(offered.contains("purchase"));
  WARN("completion " << milliseconds(answered - begin) << " ms, diagnostics " << milliseconds(checked - begin)
                     << " ms");
}
