// One loop: answer what has come; when nothing more waits, check the rules and send diagnostics.
#include "adapters/lsp/server.h"

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <utility>

#include "adapters/lsp/answers.h"
#include "adapters/lsp/channel.h"
#include "adapters/lsp/project_view.h"
#include "unicode/unicode.h"

namespace segue::lsp {
namespace {

/// Error codes of JSON-RPC and of the protocol.
constexpr int kParseError = -32700, kInvalidRequest = -32600, kMethodNotFound = -32601, kInvalidParams = -32602,
              kNotInitialized = -32002, kRequestFailed = -32803;

/// What a request is refused with.
struct Refused {
  int code;
  std::string message;
};

/// Counts members in the background: hovering must not wait for a large store.
class Counter {
 public:
  explicit Counter(Host& host) : host_(host) {}
  ~Counter() {
    if (thread_.joinable()) thread_.join();
  }
  Counter(const Counter&) = delete;
  Counter& operator=(const Counter&) = delete;

  /// Counts anew, unless it is still counting.
  void Start() {
    if (running_.exchange(true)) return;
    if (thread_.joinable()) thread_.join();
    thread_ = std::thread([this] {
      std::optional<LiveCounts> counted = host_.Count();
      const std::lock_guard lock(mutex_);
      counts_ = std::move(counted);
      running_ = false;
    });
  }
  std::optional<LiveCounts> Latest() {
    const std::lock_guard lock(mutex_);
    return counts_;
  }

 private:
  Host& host_;
  std::mutex mutex_;
  std::optional<LiveCounts> counts_;
  std::atomic<bool> running_ = false;
  std::thread thread_;
};

Json Capabilities() {
  return {{"positionEncoding", "utf-16"},
          {"textDocumentSync", {{"openClose", true}, {"change", 2}, {"save", true}}},
          {"completionProvider", {{"triggerCharacters", Json::array({" ", "(", "{", "\"", "."})}}},
          {"hoverProvider", true},
          {"definitionProvider", true},
          {"referencesProvider", true},
          {"documentHighlightProvider", true},
          {"documentSymbolProvider", true},
          {"documentFormattingProvider", true},
          {"renameProvider", {{"prepareProvider", true}}}};
}

Position PositionOf(const Json& position) {
  return {position.at("line").get<std::uint32_t>(), position.at("character").get<std::uint32_t>()};
}

class Server {
 public:
  Server(Host& host, std::istream& in, std::ostream& out)
      : host_(host), out_(out), project_(host), counter_(host), channel_(in) {
    DeclareRequests();
    DeclareNotifications();
  }

  int Run() {
    while (!exited_) {
      const std::optional<std::string> text = channel_.Next();
      if (!text) break;
      Handle(*text);
      if (needs_check_ && !channel_.HasNext()) SendDiagnostics();
    }
    return shut_down_ ? 0 : 1;
  }

 private:
  // --- messages
  void Handle(const std::string& text) {
    const Json message = Json::parse(text, nullptr, false);
    if (message.is_discarded()) return Fail(nullptr, {kParseError, "this message is not JSON"});
    const bool has_id = message.is_object() && message.contains("id");
    const Json id = has_id ? message["id"] : Json(nullptr);
    if (!message.is_object() || !message.contains("method")) {
      // An answer to a question that was never asked is nobody's mistake.
      if (!message.is_object() || !has_id) Fail(id, {kInvalidRequest, "a message has a method"});
      return;
    }
    if (!message["method"].is_string()) return Fail(id, {kInvalidRequest, "a method is a text"});
    const Json parameters = message.value("params", Json::object());
    if (has_id) {
      Answer(id, message["method"], parameters);
    } else {
      Notice(message["method"], parameters);
    }
  }

  void Answer(const Json& id, const std::string& method, const Json& parameters) {
    if (!initialized_ && method != "initialize") return Fail(id, {kNotInitialized, "send initialize first"});
    if (shut_down_) return Fail(id, {kInvalidRequest, "the server was shut down"});
    const auto request = requests_.find(method);
    if (request == requests_.end()) return Fail(id, {kMethodNotFound, "there is no method \"" + method + "\""});
    try {
      Send({{"jsonrpc", "2.0"}, {"id", id}, {"result", request->second(parameters)}});
    } catch (const Json::exception& wrong) {
      Fail(id, {kInvalidParams, wrong.what()});
    } catch (const Refused& refused) {
      Fail(id, refused);
    }
  }

  void Notice(const std::string& method, const Json& parameters) {
    if (method == "exit") exited_ = true;
    if (!initialized_) return;
    const auto notification = notifications_.find(method);
    if (notification == notifications_.end()) return;
    try {
      notification->second(parameters);
    } catch (const Json::exception&) {
      // A notification has no answer; what could not be read is as if it had not been sent.
    }
  }

  void Send(const Json& message) { WriteMessage(out_, message); }
  void Fail(const Json& id, const Refused& refused) {
    Send({{"jsonrpc", "2.0"}, {"id", id}, {"error", {{"code", refused.code}, {"message", refused.message}}}});
  }

  // --- requests
  void DeclareRequests() {
    requests_["initialize"] = [this](const Json&) { return Initialize(); };
    requests_["shutdown"] = [this](const Json&) {
      shut_down_ = true;
      return Json(nullptr);
    };
    requests_["textDocument/completion"] = [this](const Json& asked) { return Completion(At(asked)); };
    requests_["textDocument/hover"] = [this](const Json& asked) { return Hover(At(asked), counter_.Latest()); };
    requests_["textDocument/definition"] = [this](const Json& asked) { return Definition(At(asked)); };
    requests_["textDocument/references"] = [this](const Json& asked) {
      const Json context = asked.value("context", Json::object());
      return References(At(asked), context.value("includeDeclaration", true));
    };
    requests_["textDocument/documentHighlight"] = [this](const Json& asked) { return Highlights(At(asked)); };
    requests_["textDocument/prepareRename"] = [this](const Json& asked) { return PrepareRename(At(asked)); };
    requests_["textDocument/rename"] = [this](const Json& asked) { return RenameAt(asked); };
    requests_["textDocument/documentSymbol"] = [this](const Json& asked) {
      const auto [view, source] = FileOf(asked);
      return DocumentSymbols(*view, source);
    };
    requests_["textDocument/formatting"] = [this](const Json& asked) {
      const auto [view, source] = FileOf(asked);
      return Formatting(*view, source);
    };
  }

  Json Initialize() {
    if (initialized_) throw Refused{kInvalidRequest, "initialize was sent before"};
    initialized_ = true;
    counter_.Start();
    return {{"capabilities", Capabilities()}, {"serverInfo", {{"name", "segue"}, {"version", SEGUE_VERSION}}}};
  }

  std::pair<const View*, dsl::SourceId> FileOf(const Json& asked) {
    const std::string path = PathOf(asked.at("textDocument").at("uri").get<std::string>());
    const View& view = project_.Of(path);
    const auto source = view.IdOf(path);
    if (!source) throw Refused{kInvalidParams, "this file is not open"};
    return {&view, *source};
  }

  Cursor At(const Json& asked) {
    const auto [view, source] = FileOf(asked);
    return {*view, source, view->places[source]->OffsetOf(PositionOf(asked.at("position")))};
  }

  Json RenameAt(const Json& asked) {
    Renaming renaming = Rename(At(asked), asked.at("newName").get<std::string>(), host_.Options());
    if (!renaming.refusal.empty()) throw Refused{kRequestFailed, renaming.refusal};
    return std::move(renaming.edit);
  }

  // --- notifications
  void DeclareNotifications() {
    notifications_["textDocument/didOpen"] = [this](const Json& told) {
      const Json& document = told.at("textDocument");
      const std::string path = PathOf(document.at("uri").get<std::string>());
      project_.Open(path, document.at("text").get<std::string>());
      NoteVersion(path, document);
      needs_check_ = true;
    };
    notifications_["textDocument/didChange"] = [this](const Json& told) { Change(told); };
    notifications_["textDocument/didClose"] = [this](const Json& told) {
      const std::string path = PathOf(told.at("textDocument").at("uri").get<std::string>());
      project_.Close(path);
      versions_.erase(path);
      needs_check_ = true;
    };
    const auto disk_changed = [this](const Json&) {
      project_.ReadAgain();
      counter_.Start();
      needs_check_ = true;
    };
    notifications_["textDocument/didSave"] = disk_changed;
    notifications_["workspace/didChangeWatchedFiles"] = disk_changed;
  }

  void NoteVersion(const std::string& path, const Json& document) {
    versions_[path] = document.value("version", Json(nullptr));
  }

  void Change(const Json& told) {
    const Json& document = told.at("textDocument");
    const std::string path = PathOf(document.at("uri").get<std::string>());
    std::string* text = project_.Document(path);
    if (text == nullptr) return;
    NoteVersion(path, document);
    project_.Changed();
    needs_check_ = true;
    for (const Json& change : told.at("contentChanges")) Apply(change, *text);
  }

  static void Apply(const Json& change, std::string& text) {
    const std::string& added = change.at("text").get_ref<const std::string&>();
    if (!change.contains("range")) {
      text = added;
      return;
    }
    const TextPlaces places(text);
    const std::size_t begin = places.OffsetOf(PositionOf(change["range"].at("start")));
    const std::size_t end = places.OffsetOf(PositionOf(change["range"].at("end")));
    if (begin <= end) text.replace(begin, end - begin, added);
  }

  // --- diagnostics
  void SendDiagnostics() {
    needs_check_ = false;
    const auto by_path = project_.Check();
    std::set<std::string> told;
    for (const auto& [path, diagnostics] : by_path) {
      const View& view = project_.Of(path);
      const auto source = view.IdOf(path);
      if (!source) continue;
      told.insert(path);
      SendDiagnostics(path, DiagnosticsOf(view, *source, diagnostics));
    }
    for (const std::string& path : told_) {
      if (!told.contains(path)) SendDiagnostics(path, Json::array());
    }
    told_ = std::move(told);
  }
  void SendDiagnostics(const std::string& path, Json diagnostics) {
    Json told = {{"uri", UriOf(path)}, {"diagnostics", std::move(diagnostics)}};
    const auto version = versions_.find(path);
    if (version != versions_.end() && version->second.is_number()) told["version"] = version->second;
    Send({{"jsonrpc", "2.0"}, {"method", "textDocument/publishDiagnostics"}, {"params", std::move(told)}});
  }

  Host& host_;
  std::ostream& out_;
  ProjectView project_;
  Counter counter_;
  Channel channel_;
  std::map<std::string, std::function<Json(const Json&)>> requests_;
  std::map<std::string, std::function<void(const Json&)>> notifications_;
  std::map<std::string, Json> versions_;  // of open documents, as the editor counts them
  std::set<std::string> told_;            // files whose diagnostics the editor has
  bool initialized_ = false, shut_down_ = false, exited_ = false, needs_check_ = false;
};

}  // namespace

int Serve(Host& host, std::istream& in, std::ostream& out) { return Server(host, in, out).Run(); }

}  // namespace segue::lsp
