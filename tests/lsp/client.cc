// Pipes and a child process.
#include "tests/lsp/client.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <utility>

namespace segue::test {
namespace {

std::string NewFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "segue-lsp-XXXXXX").string();
  REQUIRE(mkdtemp(pattern.data()) != nullptr);
  return std::filesystem::canonical(pattern).string();
}

}  // namespace

std::string SegueBinary() {
  const char* const chosen = std::getenv("SEGUE_BINARY");
  if (chosen != nullptr) return chosen;
  // tests/test_lsp lies beside the program's folder.
  return (std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path() / "segue").string();
}

LspClient::LspClient(const std::vector<std::pair<std::string, std::string>>& files) : folder_(NewFolder()) {
  std::signal(SIGPIPE, SIG_IGN);
  for (const auto& [name, text] : files) {
    const std::filesystem::path path = std::filesystem::path(folder_) / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
  }
  std::array<int, 2> in{}, out{};
  REQUIRE(pipe(in.data()) == 0);
  REQUIRE(pipe(out.data()) == 0);
  process_ = fork();
  if (process_ == 0) {
    dup2(in[0], STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    for (const int end : {in[0], in[1], out[0], out[1]}) close(end);
    const std::string binary = SegueBinary();
    if (chdir(folder_.c_str()) == 0) execl(binary.c_str(), "segue", "lsp", static_cast<char*>(nullptr));
    _exit(127);
  }
  close(in[0]);
  close(out[1]);
  to_ = in[1];
  from_ = out[0];
}

LspClient::~LspClient() {
  if (process_ > 0) End();
  close(from_);
  std::filesystem::remove_all(folder_);
}

int LspClient::End() {
  if (to_ >= 0) close(to_);
  to_ = -1;
  int status = 0;
  waitpid(std::exchange(process_, -1), &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void LspClient::Raw(const std::string& bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const ssize_t written = write(to_, bytes.data() + at, bytes.size() - at);
    if (written <= 0) return;  // the server ended; what it said is read all the same
    at += static_cast<std::size_t>(written);
  }
}

void LspClient::Send(const Json& message) {
  const std::string text = message.dump();
  Raw("Content-Length: " + std::to_string(text.size()) + "\r\n\r\n" + text);
}

void LspClient::Notify(const std::string& method, const Json& parameters) {
  const Json document = parameters.is_object() ? parameters.value("textDocument", Json::object()) : Json::object();
  if (document.contains("version")) versions_[document["uri"].get<std::string>()] = document["version"].get<int>();
  Send({{"jsonrpc", "2.0"}, {"method", method}, {"params", parameters}});
}

Json LspClient::Read() {
  constexpr std::string_view kHeader = "Content-Length: ";
  for (;;) {
    const std::size_t header_end = buffer_.find("\r\n\r\n");
    if (header_end != std::string::npos) {
      REQUIRE(buffer_.starts_with(kHeader));
      const std::size_t length = std::stoul(buffer_.substr(kHeader.size()));
      if (buffer_.size() >= header_end + 4 + length) {
        const Json message = Json::parse(buffer_.substr(header_end + 4, length));
        buffer_.erase(0, header_end + 4 + length);
        return message;
      }
    }
    std::array<char, 65536> room{};
    const ssize_t count = read(from_, room.data(), room.size());
    if (count <= 0) return nullptr;
    buffer_.append(room.data(), static_cast<std::size_t>(count));
  }
}

Json LspClient::Ask(const std::string& method, const Json& parameters) {
  const int id = next_id_++;
  Send({{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", parameters}});
  for (;;) {
    Json message = Read();
    REQUIRE_FALSE(message.is_null());
    if (message.contains("id") && message["id"] == id) return message;
    notifications_.push_back(std::move(message));
  }
}

Json LspClient::Result(const std::string& method, const Json& parameters) {
  const Json answer = Ask(method, parameters);
  INFO(answer.dump(2));
  REQUIRE(answer.contains("result"));
  return answer["result"];
}

void LspClient::Initialize() {
  Result("initialize", {{"processId", nullptr}, {"rootUri", "file://" + folder_}, {"capabilities", Json::object()}});
  Notify("initialized", Json::object());
}

void LspClient::Open(const std::string& name, const std::string& text) {
  Notify("textDocument/didOpen",
         {{"textDocument", {{"uri", UriOf(name)}, {"languageId", "segue"}, {"version", 1}, {"text", text}}}});
}

Json LspClient::Diagnostics(const std::string& name) {
  for (;;) {
    Json message;
    if (notifications_.empty()) {
      message = Read();
    } else {
      message = notifications_.front();
      notifications_.erase(notifications_.begin());
    }
    REQUIRE_FALSE(message.is_null());
    const bool wanted =
        message.value("method", "") == "textDocument/publishDiagnostics" && message["params"]["uri"] == UriOf(name);
    // A slow client is told of earlier texts, too.
    const auto version = versions_.find(UriOf(name));
    const bool newest = version == versions_.end() || message["params"].value("version", -1) == version->second;
    if (wanted && newest) return message["params"]["diagnostics"];
  }
}

Json LspClient::At(const std::string& name, int line, int character) const {
  return {{"textDocument", {{"uri", UriOf(name)}}}, {"position", {{"line", line}, {"character", character}}}};
}

}  // namespace segue::test
