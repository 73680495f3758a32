// The executable `segue`.
#include "adapters/cli/application.h"

int main(int argc, char** argv) { return segue::cli::RunApplication(argc, argv); }
