// Messages of the language server protocol: JSON texts with a length before them, on standard input and output.
//
// Reading happens on a thread of its own, so that the server knows whether more has come (what was typed meanwhile
// makes an answer to what was typed before needless).
#pragma once

#include <condition_variable>
#include <deque>
#include <istream>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <string>
#include <thread>

namespace segue::lsp {

inline constexpr std::size_t kLongestMessage = std::size_t{64} << 20;

/// The next message's text; nothing at the end of the input. Lines that are no header are skipped.
std::optional<std::string> ReadMessage(std::istream& in);
void WriteMessage(std::ostream& out, const nlohmann::json& message);

class Channel {
 public:
  /// Starts reading. The reader stops at the end of the input, or after the message `exit`.
  explicit Channel(std::istream& in);
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;
  ~Channel();

  /// Waits for a message; nothing at the end of the input.
  std::optional<std::string> Next();
  bool HasNext();

 private:
  void Run(std::istream& in);

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<std::string> waiting_;
  bool ended_ = false;
  std::thread reader_;
};

}  // namespace segue::lsp
