// Starts `segue lsp` in the folder that is open and hands it the rule files.
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

function activate() {
  const settings = vscode.workspace.getConfiguration("segue");
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const server = {
    command: settings.get("command"),
    args: settings.get("arguments"),
    options: folder ? { cwd: folder } : {},
  };
  client = new LanguageClient("segue", "Segue", server, {
    documentSelector: [{ scheme: "file", language: "segue" }],
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/{*.segue,segue.yaml}") },
  });
  return client.start();
}

function deactivate() {
  return client?.stop();
}

module.exports = { activate, deactivate };
