using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Fabrik.Server.Tests.Support;

/// <summary>Keeps every log line, so that tests can look for what must not be in it.</summary>
internal sealed class CapturedLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = [];

    public string Text => string.Join('\n', _lines);

    public void AddTo(ILoggingBuilder logging) => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(this);

    public ILogger CreateLogger(string categoryName) => new Log(categoryName, _lines);

    public void Dispose()
    {
    }

    private sealed class Log(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var line = $"{logLevel} {category}: {formatter(state, exception)} {exception}";
            lines.Enqueue(line);
        }
    }
}
