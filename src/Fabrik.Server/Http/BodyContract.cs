namespace Fabrik.Server.Http;

/// <summary>
/// The body an endpoint takes: endpoint metadata for the API's description. Not ASP.NET Core's own, by which routing would
/// turn other content types away before the endpoint can say so in its own form.
/// </summary>
/// <param name="Contract">Null for bodies that are described elsewhere.</param>
internal sealed record BodyContract(Type? Contract, params string[] ContentTypes);
