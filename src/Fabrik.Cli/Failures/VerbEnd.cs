using Fabrik.Cli.Terminal;
using Fabrik.Core.Verdicts;
using Fabrik.Store;

namespace Fabrik.Cli.Failures;

/// <summary>Turns whatever happens in a verb into an exit code of house rules, and says it on the screen.</summary>
internal static class VerbEnd
{
    /// <param name="debug">Also the stack trace where fabrik itself breaks.</param>
    public static async Task<ExitCode> OfAsync(Func<Task<ExitCode>> run, Screen screen, bool debug = false)
    {
        try
        {
            return await run();
        }
        catch (CliFailure failure)
        {
            screen.Error(failure.Message, failure.Help);
            return failure.Code;
        }
        catch (StoreUnavailableException e)
        {
            screen.Error(e.Message);
            return ExitCode.Unreachable;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (IOException e) when (e.InnerException is System.Net.Sockets.SocketException || e.Message.Contains("Broken pipe", StringComparison.Ordinal))
        {
            // The reader of the pipe left: there is nobody to tell.
            return ExitCode.Interrupted;
        }
        catch (Exception e)
        {
            screen.Error($"a bug in fabrik: {e.GetType().Name}: {e.Message}", "run again with --debug for the stack trace, and report it");
            if (debug) screen.Say(ForeignText.Clean(e.ToString().ReplaceLineEndings("⏎")).Replace("⏎", "\n", StringComparison.Ordinal));
            return ExitCode.Bug;
        }
    }
}
