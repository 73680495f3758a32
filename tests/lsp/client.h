// An editor for tests: starts `segue lsp` in a folder of its own and talks to it as an editor does.
#pragma once

#include <sys/types.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace segue::test {

using Json = nlohmann::json;

/// SEGUE_BINARY, else the program built beside the tests.
std::string SegueBinary();

class LspClient {
 public:
  /// Writes the files (name, text) into a new folder and starts the server there.
  explicit LspClient(const std::vector<std::pair<std::string, std::string>>& files = {});
  LspClient(const LspClient&) = delete;
  LspClient& operator=(const LspClient&) = delete;
  ~LspClient();

  std::string UriOf(const std::string& name) const { return "file://" + folder_ + "/" + name; }
  const std::string& folder() const { return folder_; }

  void Raw(const std::string& bytes);
  void Send(const Json& message);
  void Notify(const std::string& method, const Json& parameters);
  /// The answer, whole; notifications that come before it are kept.
  Json Ask(const std::string& method, const Json& parameters);
  /// The answer's result; fails the test if it is an error.
  Json Result(const std::string& method, const Json& parameters);
  /// The next message from the server, whatever it is; null at its end.
  Json Read();

  void Initialize();
  void Open(const std::string& name, const std::string& text);
  /// Waits for the diagnostics of a file: those that are sent next.
  Json Diagnostics(const std::string& name);
  Json At(const std::string& name, int line, int character) const;

  /// Closes the input; the server's exit status.
  int End();

 private:
  std::string folder_;
  pid_t process_ = -1;
  int to_ = -1, from_ = -1;
  int next_id_ = 1;
  std::string buffer_;
  std::vector<Json> notifications_;
  std::map<std::string, int> versions_;  // by document, as last told
};

}  // namespace segue::test
