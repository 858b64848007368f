namespace Fabrik.Laos.Load.Processes;

/// <summary>Runs programs; the only way from here to the operating system's processes.</summary>
public interface ILoadProcess
{
    /// <summary>Runs a program to its end.</summary>
    /// <param name="line">Called with every line it prints, one at a time; true for standard error.</param>
    /// <param name="finish">Asks it to end early, as Ctrl-C would: it may still write its result.</param>
    /// <param name="stop">Kills it.</param>
    /// <returns>Its exit code; 128 + n when signal n ended it.</returns>
    /// <exception cref="System.ComponentModel.Win32Exception">It can't be started.</exception>
    Task<int> RunAsync(
        LoadCommand command, string workingDirectory, Action<string, bool> line, CancellationToken finish, CancellationToken stop);
}
