namespace Fabrik.Laos.Tests.Doubles;

internal sealed record RecordedRequest(string Method, string Path, string Query, string Body, IReadOnlyDictionary<string, string> Headers);
