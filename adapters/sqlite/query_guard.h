// What a reader's query may do, decided by SQLite's authorizer while the query is prepared and run: read tables, call
// functions, look at the shape of tables. Everything else is refused before it happens.
#pragma once

#include <set>
#include <string>

#include "adapters/sqlite/database.h"

namespace segue::sqlite {

class QueryGuard {
 public:
  /// Watches the connection until destroyed. The database must outlive the guard.
  explicit QueryGuard(const Database& database);
  QueryGuard(const QueryGuard&) = delete;
  QueryGuard& operator=(const QueryGuard&) = delete;
  ~QueryGuard();

  /// Whether a prepared statement reads this table of the temporary database.
  bool HasRead(const std::string& table) const { return temporary_.count(table) > 0; }
  /// What was refused, in words ("changing data"); empty when nothing was.
  const std::string& refused() const { return refused_; }

  /// Lets everything pass while it lives.
  class Pause {
   public:
    explicit Pause(QueryGuard& guard) : guard_(guard) { guard_.paused_ = true; }
    Pause(const Pause&) = delete;
    Pause& operator=(const Pause&) = delete;
    ~Pause() { guard_.paused_ = false; }

   private:
    QueryGuard& guard_;
  };

 private:
  /// The authorizer's callback: `action` and its two arguments as SQLite documents them.
  int Decide(int action, const char* first, const char* second, const char* database);
  int Refuse(const std::string& what);
  static int Callback(void* guard, int action, const char* first, const char* second, const char* database,
                      const char* trigger);

  const Database& database_;
  std::set<std::string> temporary_;
  std::string refused_;
  bool paused_ = false;
};

}  // namespace segue::sqlite
